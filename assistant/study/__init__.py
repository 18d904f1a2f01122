"""What a learner does with questions: exams sat, cards reviewed, progress kept; questions and passages come in."""

"""What ships: the study guide and the exam blueprints; data only, imports nothing from the other rooms."""

"""What ships: the study guide and the exam blueprints, and what reads a blueprint; imports nothing from the other rooms."""

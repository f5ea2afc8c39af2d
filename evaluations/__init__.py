"""What is judged of an answer: drafted by an engine, rated by a rubric, decided by a person."""

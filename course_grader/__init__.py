"""The instructor's side of the course. `rnn_course` never imports this package."""

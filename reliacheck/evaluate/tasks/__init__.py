"""What can be evaluated: one module a task, with a class `Task`."""

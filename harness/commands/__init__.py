"""What each command of `harness` does; imported when it is called, because start-up is measured."""

// PrepCommands

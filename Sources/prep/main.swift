import PrepCommands

PrepCommand.runAndExit()

// PrepCommands: the command line over the stages.
//
// In: arguments, a configuration file, signals. Out: results on standard output, progress and
// errors on standard error, an exit status. One file a command under Commands/; what they share
// (sizes, colours, the one place where an error becomes text) lies beside it. No logic of the
// data lives here.

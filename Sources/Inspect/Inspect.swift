// Inspect: looking into a finished data set. Its statistics, its rows, its rejected records and what
// became of a line of input, all as values; how they are shown is for others to say.

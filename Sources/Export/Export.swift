// Export: a data set in other tools' formats. `ExportFormats.all` is the list of them, and each is
// one value in a file of its own in Formats, which states all that the rest needs to know of it.

// Filters: judges one record at a time.
//
// In: a batch of parsed conversations. Out: the same batch, with the languages of its records
// filled in and with records dropped, each with a reason and a detail that a person can check.
// A verdict depends on the record's own text and the options alone, never on other records, the
// order, or the number of workers. This module opens no file, reads no clock, and holds no state
// that outlives a call but buffers.
//
//     text ─▶ LanguageEvidence ─▶ ScriptShares ─┬─▶ a script that names a language
//             (code, URLs, LaTeX   (ICU)        ├─▶ WordCounts: plainly English
//              and markup left out)             └─▶ CLD2: all else

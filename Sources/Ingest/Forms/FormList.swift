package import Records

/// All forms of record, in the order in which they are tried.
///
/// To add one: a file with its value, and its line here.
package enum FormList {
  package static let all: [FormDefinition] = [
    .messages,
    .conversations,
    .instructionResponse,
    .alpaca,
    .promptCompletion,
    .questionAnswer,
    .text,
    .inputsTargets,
  ]

  /// What the other stages know of each form, in the order of `all`.
  package static let forms: [RecordForm] = all.enumerated().map {
    RecordForm(number: UInt8($0), isPlainText: $1.isPlainText)
  }

  /// The name of a form in reports; nil for one that this version does not know.
  package static func name(of form: RecordForm) -> String? {
    all.indices.contains(Int(form.number)) ? all[Int(form.number)].name : nil
  }
}

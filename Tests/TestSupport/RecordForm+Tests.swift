package import Records

/// Forms by name, as tests of single stages need them; `IngestTests` compares them with the list.
extension RecordForm {
  package static let messages = RecordForm(number: 0, isPlainText: false)
  package static let conversations = RecordForm(number: 1, isPlainText: false)
  package static let instructionResponse = RecordForm(number: 2, isPlainText: false)
  package static let alpaca = RecordForm(number: 3, isPlainText: false)
  package static let promptCompletion = RecordForm(number: 4, isPlainText: false)
  package static let questionAnswer = RecordForm(number: 5, isPlainText: false)
  package static let text = RecordForm(number: 6, isPlainText: true)
  package static let inputsTargets = RecordForm(number: 7, isPlainText: false)

  /// All of them, each with its name in reports.
  package static let named: [(name: String, form: RecordForm)] = [
    ("messages", .messages), ("conversations", .conversations),
    ("instruction_response", .instructionResponse), ("alpaca", .alpaca),
    ("prompt_completion", .promptCompletion), ("question_answer", .questionAnswer),
    ("text", .text), ("inputs_targets", .inputsTargets),
  ]
}

import ByteIO

/// One thing that a check has found.
struct Finding: Equatable, Sendable {
  /// How it is.
  enum Status: String, Sendable, CaseIterable {
    case ok
    /// Worth knowing; nothing is wrong.
    case note
    /// May fail, or be what nobody wants.
    case warn
    /// Will fail.
    case fail
  }

  var status: Status
  /// What it is about, in a word or two.
  var subject: String
  /// What was found, on one line.
  var text: String
  /// What was found as a number or a text for a program.
  var value: JSONValue = .null
  /// The rule of the table that says so.
  var rule: String?
  /// What the user sees where it goes wrong.
  var symptom: String?
  var reason: String?
  var mend = Mend()

  init(
    _ status: Status, _ subject: String, _ text: String, value: JSONValue = .null,
    symptom: String? = nil, reason: String? = nil, mend: Mend = Mend()
  ) {
    self.status = status
    self.subject = subject
    self.text = text
    self.value = value
    self.symptom = symptom
    self.reason = reason
    self.mend = mend
  }

  /// What a rule of the table says of `text`.
  init(_ rule: Rule, _ text: String) {
    self.init(
      rule.severity, rule.package, text, symptom: rule.symptom, reason: rule.reason,
      mend: rule.mend)
    self.rule = rule.id
  }
}

extension Finding.Status {
  init(_ reader: JSONReader) throws(JSONError) {
    guard let status = Finding.Status(rawValue: try reader.string()), status != .ok else {
      throw .unexpected(path: reader.path, expected: "note, warn or fail")
    }
    self = status
  }
}

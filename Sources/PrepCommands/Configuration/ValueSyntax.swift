import ByteIO
import Filters
import Ingest

/// How the values of options are written in a configuration file, as JSON Schema has it.
///
/// Told by the name that help gives a value: options whose values have one name are written alike.
struct ValueSyntax: Sendable {
  /// The least and the greatest value, where there are such.
  typealias Bounds = (least: JSONValue, greatest: JSONValue)

  let valueName: String
  let schema: @Sendable (Bounds?) -> JSONValue

  static let all =
    [
      ValueSyntax("n") { integer($0) },
      ValueSyntax("0…1") { number($0 ?? share) },
      ValueSyntax("P%") { _ in anyOf(number(share), pattern(percentage(decimals: "+"))) },
      ValueSyntax("off|N|P%") { _ in
        anyOf(
          ["const": "off"], integer((0, JSONValue(Int.max))), pattern(percentage(decimals: "{1,4}"))
        )
      },
      ValueSyntax("bytes") { anyOf(integer($0), pattern("^0*[1-9][0-9]*(B|KiB|MiB|GiB)?$")) },
      ValueSyntax("code,…|off") { _ in languages },
      ValueSyntax("cld2|fasttext:model") { _ in pattern("^(cld2|fasttext:.+)$") },
      ValueSyntax("field=path") { _ in pairs(FieldMap.fieldNames, text, value: ".+") },
      ValueSyntax("source=n") { _ in pairs(nil, integer((0, JSONValue(Int.max))), value: "[0-9]+")
      },
    ] + ["file", "dir", "path", "date", "text", "condition"].map { ValueSyntax($0) { _ in text } }

  init(_ valueName: String, schema: @escaping @Sendable (Bounds?) -> JSONValue) {
    self.valueName = valueName
    self.schema = schema
  }

  // MARK: Schemas

  private static let share: Bounds = (.number(0), .number(1))

  /// 0 to 100 with a percent sign; `decimals` says how many digits may follow a point.
  private static func percentage(decimals: String) -> String {
    #"^(0*[0-9]{1,2}(\.[0-9]\#(decimals))?|0*100(\.0\#(decimals))?)%$"#
  }

  private static func integer(_ bounds: Bounds?) -> JSONValue {
    limited(["type": "integer"], bounds)
  }

  private static func number(_ bounds: Bounds) -> JSONValue {
    limited(["type": "number"], bounds)
  }

  private static func limited(_ schema: JSONValue, _ bounds: Bounds?) -> JSONValue {
    guard let bounds else { return schema }
    return .object(
      schema.members + [.init("minimum", bounds.least), .init("maximum", bounds.greatest)])
  }

  private static func pattern(_ pattern: String) -> JSONValue {
    ["type": "string", "pattern": .string(pattern)]
  }

  private static func anyOf(_ schemas: JSONValue...) -> JSONValue { ["anyOf": .array(schemas)] }

  /// Any text, which may look like a number.
  private static let text = anyOf(["type": "string", "minLength": 1], ["type": "number"])

  /// A list of codes, in one text or as a list.
  private static var languages: JSONValue {
    let code = "(" + LanguageCatalog.acceptedCodes.joined(separator: "|") + ")"
    let reference: JSONValue = ["$ref": "#/definitions/language"]
    return anyOf(
      ["const": "off"], reference, pattern("^\(code)(,\(code))+$"),
      ["type": "array", "items": reference, "minItems": 1])
  }

  /// What schemas refer to.
  static var definitions: [JSONValue.Member] {
    let codes = LanguageCatalog.acceptedCodes
    return [.init("language", ["enum": .array(codes.map { .string($0) })])]
  }

  /// `name=value`, a list of such, or a mapping of names to values.
  ///
  /// - Parameters:
  ///   - names: The only names there are; nil for any.
  ///   - values: The schema of a value in a mapping.
  ///   - value: The same as a pattern.
  private static func pairs(
    _ names: [String]?, _ values: JSONValue, value: String
  ) -> JSONValue {
    let name = names.map { "(" + $0.joined(separator: "|") + ")" } ?? ".+"
    let pair = pattern("^\(name)=\(value)$")
    var mapping: JSONValue = [
      "type": "object", "additionalProperties": values, "minProperties": 1,
    ]
    if let names {
      let choices: JSONValue = ["enum": .array(names.map { .string($0) })]
      mapping = .object(mapping.members + [.init("propertyNames", choices)])
    }
    return anyOf(pair, ["type": "array", "items": pair, "minItems": 1], mapping)
  }
}

import ByteIO

/// An option of a command that a configuration file may hold, as the parser describes it.
struct CommandOption {
  /// How an option takes values.
  enum Kind {
    /// One.
    case value
    /// Several in one, with commas between them.
    case commaList
    /// Several, each after the option's name.
    case list
    /// None.
    case flag
  }

  /// What marks the name of a value of several, as in `--weights <w1,w2,…>`.
  private static let commaListMark = ",…"

  /// The long name, without dashes.
  let name: String
  let kind: Kind
  /// What help calls a value; it tells how one is written (`ValueSyntax`).
  let valueName: String
  let help: String
  /// The only values there are; empty where there are others.
  let choices: [String]
  /// What stands for an option that is not given, where the parser knows it.
  let defaultValue: String?

  /// Nil where the argument is no option, or one that no configuration file holds.
  init?(describedBy argument: JSONReader) {
    guard let name = try? argument["preferredName"]["name"].string(),
      !["config", "help", "version"].contains(name)
    else { return nil }
    self.name = name
    valueName = (try? argument["valueName"].string()) ?? name
    help = (try? argument["abstract"].string()) ?? ""
    choices = (try? argument["allValues"].elements().map { try $0.string() }) ?? []
    defaultValue = try? argument["defaultValue"].string()
    let isFlag = (try? argument["kind"].string()) == "flag"
    let repeats = (try? argument["isRepeating"].boolean()) ?? false
    kind =
      isFlag
      ? .flag : repeats ? .list : valueName.contains(Self.commaListMark) ? .commaList : .value
  }
}

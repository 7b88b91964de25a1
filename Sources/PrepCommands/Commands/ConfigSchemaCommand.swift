import ArgumentParser
import ByteIO

/// `prep config-schema`: prints what docs/schemas/prep-yaml.schema.json holds.
///
/// Not in the list of commands, since few will type it.
struct ConfigSchemaCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "config-schema",
    abstract: "Print the JSON Schema of the files that build --config reads.",
    shouldDisplay: false)

  func run() throws {
    try StandardOutput.write(json: JSONWriter.pages(ConfigurationSchema.document))
  }
}

/// Whether a turn is trained, as far as the record itself says so.
package enum TurnTraining: UInt8, Sendable {
  /// The record says nothing: the role decides, as `--train-on` has it.
  case byRole
  /// Marked as not to be trained, or a part of the prompt; never trained, whatever the options.
  case never
  /// To be trained whoever speaks.
  case always
}

import ByteIO
import GPUFeeder

extension DoctorCheck {
  /// CUDA's driver and its devices.
  static let devices = DoctorCheck(name: "gpu", title: "GPU") { examination in
    switch examination.devices {
    case .noDriver(let fault):
      return [
        Finding(
          .note, "driver", "none: data is prepared without, training needs one",
          reason: fault.message)
      ]
    case .noDevice:
      return [
        Finding(
          .note, "device", "none: there is a driver, and no device that it shows",
          reason: "there is no GPU, or CUDA_VISIBLE_DEVICES or the container hides it")
      ]
    case .refused(let fault):
      return [
        Finding(
          .fail, "driver", "does not answer", symptom: fault.message,
          reason: "the driver's library is there and refuses its first calls",
          mend: Mend(
            run: ["nvidia-smi"],
            advice:
              "Kernel module and library must be of one version: restart the machine after an "
              + "update of the driver; a container must be started with the host's driver."))
      ]
    case .found(let survey): return found(survey, examination)
    }
  }

  private static func found(_ survey: DeviceSurvey, _ examination: Examination) -> [Finding] {
    var findings = [driver(survey)]
    for (number, device) in survey.devices.enumerated() {
      var text = "\(device.name), \(Figures.bytes(device.byteCount))"
      if let free = device.freeByteCount { text += ", \(Figures.bytes(free)) free" }
      text += ", compute \(device.computeCapability)"
      findings.append(
        Finding(
          .ok, "device \(number)", text,
          value: [
            "name": .string(device.name), "bytes": JSONValue(device.byteCount),
            "free_bytes": device.freeByteCount.map { JSONValue($0) } ?? .null,
            "compute_capability": .string(device.computeCapability),
          ]))
    }
    findings.append(pinning(survey))
    if let room = room(survey, examination) { findings.append(room) }
    return findings
  }

  private static func driver(_ survey: DeviceSurvey) -> Finding {
    let text = (module.map { "\($0), " } ?? "") + "CUDA \(survey.cudaVersion)"
    return Finding(
      .ok, "driver", text,
      value: [
        "cuda": .string(survey.cudaVersion), "module": module.map { .string($0) } ?? .null,
      ])
  }

  /// The version of the kernel's module, which its file in /proc states in the first line.
  private static var module: String? {
    var buffer = ByteBuffer()
    guard let file = try? File.open("/proc/driver/nvidia/version"),
      (try? file.readSome(512, into: &buffer)) != nil
    else { return nil }
    // SAFETY: the bytes are copied within the call.
    let text = buffer.withUnsafeBytes { String(decoding: $0, as: UTF8.self) }
    let words = text.prefix { $0 != "\n" }.split(separator: " ")
    return words.first { $0.first?.isNumber == true && $0.contains(".") }.map { String($0) }
  }

  private static func pinning(_ survey: DeviceSurvey) -> Finding {
    guard let fault = survey.pinningFault else {
      return Finding(.ok, "pinned memory", "can be had", value: true)
    }
    return Finding(
      .warn, "pinned memory", "refused", value: false, symptom: fault.message,
      reason: "memory that is copied from is pinned; the feeder does without, more slowly",
      mend: Mend(
        advice: "Raise the limit of locked memory (ulimit -l), or look at what uses the device "
          + "(nvidia-smi)."))
  }

  /// What of a usual run fits the first device.
  private static func room(_ survey: DeviceSurvey, _ examination: Examination) -> Finding? {
    guard let device = survey.devices.first, let known = ModelShape.known.first else { return nil }
    var shape = known
    if let folder = examination.modelFolder, let own = try? folder.shape() { shape = own }
    let estimate = MemoryEstimate(
      shape: shape, bits: 4, rank: 64, batchSize: 1, sequenceLength: 2048,
      usesCheckpointing: true, hasFusedHead: false)
    let batch = estimate.largestBatch(on: Double(device.byteCount))
    let model = examination.request.model ?? shape.name
    guard batch > 0 else {
      return Finding(
        .warn, "QLoRA", "\(model) does not fit device 0, by prep plan-memory's estimate",
        value: 0, symptom: "torch.OutOfMemoryError: CUDA out of memory",
        mend: Mend(advice: "Shorter rows, a smaller model or another device."))
    }
    return Finding(
      .ok, "QLoRA", "\(model): up to \(batch) rows of 2,048 tokens on device 0, by an estimate",
      value: JSONValue(batch))
  }
}

import ByteIO
import CGPUFeeder
import GPUFeeder
import Glibc

extension FeederOptions {
  /// Translates the options of a C caller.
  ///
  /// - Throws: `usage` for a value that the header does not name, and without a driver where one is
  ///   asked for.
  init(_ options: gf_options) throws(Fault) {
    guard unsafe options.struct_size == MemoryLayout<gf_options>.size else {
      throw .usage("gf_options is not of this version: call gf_options_init first")
    }
    unsafe self.init(dataSets: try Self.dataSets(options), batchSize: Int(options.batch_size))
    if let split = unsafe options.split { self.split = unsafe String(cString: split) }
    rankCount = unsafe Int(options.rank_count)
    rank = unsafe Int(options.rank)
    seed = unsafe options.seed
    shuffle = try Self.choice(unsafe options.shuffle, [.window, .full, .off], "shuffle")
    tail = try Self.choice(unsafe options.tail, [.pad, .drop, .wrap], "tail")
    elementType = try Self.choice(unsafe options.element_type, [.int32, .int64], "element_type")
    let window = unsafe Int(options.window_blocks)
    windowBlockCount = window == 0 ? nil : window
    columns = unsafe BatchColumns(rawValue: options.columns)
    slotCount = unsafe Int(options.slot_count)
    memoryLimit = unsafe Int(clamping: options.memory_limit)
    firstStep = unsafe options.first_step
    endStep = unsafe options.end_step == .max ? nil : options.end_step
    noticeSeconds = unsafe options.notice_seconds
    unsafe try setSlotMemory(options)
    unsafe setNotice(options)
    unsafe try setDevice(options)
  }

  private static func dataSets(
    _ options: gf_options
  ) throws(Fault) -> [(directory: String, weight: Int)] {
    guard let directories = unsafe options.directories else {
      throw .usage("directories is null")
    }
    let count = unsafe options.directory_count
    guard (1...FeederOptions.dataSetLimit).contains(count) else {
      throw .usage(
        "directory_count: expected 1 to \(FeederOptions.dataSetLimit), found "
          + "\(UInt(bitPattern: count))")
    }
    // SAFETY: the header obliges the caller to give `directory_count` names, and as many weights.
    return try (0..<count).map { index throws(Fault) in
      guard let name = unsafe directories[index] else {
        throw .usage("directory \(index) is null")
      }
      let weight = unsafe options.weights.map { unsafe Int($0[index]) } ?? 1
      return (unsafe FileName.text(ofCString: name), weight)
    }
  }

  private static func choice<Value>(
    _ number: Int32, _ values: [Value], _ name: String
  ) throws(Fault) -> Value {
    guard values.indices.contains(Int(number)) else {
      throw .usage("\(name): expected 0 to \(values.count - 1), found \(number)")
    }
    return values[Int(number)]
  }

  private mutating func setSlotMemory(_ options: gf_options) throws(Fault) {
    guard let addresses = unsafe options.slot_memory else { return }
    var slots: [UnsafeMutableRawPointer] = unsafe []
    guard unsafe FeederOptions.slotCounts.contains(Int(options.slot_count)) else { return }
    // SAFETY: the header obliges the caller to give `slot_count` addresses.
    for index in 0..<Int(unsafe options.slot_count) {
      guard let address = unsafe addresses[index], UInt(bitPattern: address) % 16 == 0 else {
        throw .usage("slot_memory: expected addresses of 16 bytes' alignment at \(index)")
      }
      unsafe slots.append(address)
    }
    slotMemory = unsafe SlotMemory(slots, slotByteCount: Int(clamping: options.slot_byte_count))
  }

  private mutating func setNotice(_ options: gf_options) {
    guard let callback = unsafe options.notice else {
      notice = { text in
        var line = "gpufeeder: \(text)\n"
        // SAFETY: pointer and count come from one string; that it fails is nowhere to be said.
        line.withUTF8 { _ = unsafe write(STDERR_FILENO, $0.baseAddress, $0.count) }
      }
      return
    }
    // SAFETY: the header obliges the caller to keep both valid as long as the feeder.
    let context = unsafe UInt(bitPattern: options.notice_context)
    notice = { text in
      unsafe text.withCString { unsafe callback($0, UnsafeMutableRawPointer(bitPattern: context)) }
    }
  }

  private mutating func setDevice(_ options: gf_options) throws(Fault) {
    let device = unsafe Int(options.device)
    guard device != Int(GF_DEVICE_HOST) else { return }
    guard device == Int(GF_DEVICE_CUDA) || device == Int(GF_DEVICE_CUDA_IF_PRESENT) else {
      throw .usage("device: expected 0 to 2, found \(device)")
    }
    do {
      let path = unsafe options.cuda_library.map { unsafe FileName.text(ofCString: $0) }
      cudaDriver = try CUDADriver(path: path ?? CUDADriver.libraryName)
    } catch {
      guard device == Int(GF_DEVICE_CUDA_IF_PRESENT) else { throw error }
      notice("\(error); feeding ordinary memory")
    }
  }
}

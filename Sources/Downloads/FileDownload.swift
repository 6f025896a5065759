import Datasets
import DurableFiles
import Foundation

/// The download of one published file into a folder: resumed, from several addresses, tried again, and checked.
struct FileDownload {
  let file: PublishedFile
  let folder: URL
  let rules: TransferRules

  private var finalURL: URL { folder.appending(path: file.name) }

  /// A round that brings this many bytes does not count as one of `rules.rounds`.
  private static let progress = 1 << 20

  /// Fetches the file; it has its name only if its SHA-256 is right.
  ///
  /// - Returns: false if it was stopped; what was downloaded is kept for the next time.
  /// - Throws: `DataError` that says what was wrong at each address, `FileError` if the file cannot be written.
  func run(shouldStop: () -> Bool, observe: (DownloadEvent) -> Void) throws -> Bool {
    let part = try PartialFile(finalURL)
    if part.size > file.size { try part.empty() }
    observe(.begins(file: file.name, size: file.size, present: part.size))
    var sources = file.addresses.map(Source.init)
    var fruitlessRounds = 0
    while true {
      let before = part.size
      for index in sources.indices where !sources[index].isGivenUp {
        switch try attempt(sources[index].address, part, shouldStop: shouldStop, observe: observe) {
        case .whole:
          try part.complete()
          observe(.whole(file: file.name))
          return true
        case .stopped:
          return false
        case .failed(let reason, let isTransient):
          sources[index].failure = reason
          sources[index].isGivenUp = !isTransient
          observe(.failed("\(sources[index].shown): \(reason)"))
        }
      }
      if part.size - before < Self.progress { fruitlessRounds += 1 }
      guard fruitlessRounds < rules.rounds, sources.contains(where: { !$0.isGivenUp }) else {
        if part.size == 0 { part.remove() }
        throw failure(sources, present: part.size)
      }
      let pause = rules.firstPause * (1 << min(max(fruitlessRounds - 1, 0), 10))
      observe(.waits(pause))
      guard wait(pause, shouldStop: shouldStop) else { return false }
    }
  }

  /// An address and its result.
  private struct Source {
    let address: String
    var failure = ""
    var isGivenUp = false

    init(_ address: String) { self.address = address }

    /// The address without a password.
    var shown: String {
      guard var parts = URLComponents(string: address), parts.user != nil || parts.password != nil else {
        return address
      }
      parts.user = nil
      parts.password = nil
      return parts.string ?? "a mirror"
    }
  }

  private enum Attempt {
    case whole
    case stopped
    case failed(String, isTransient: Bool)
  }

  private func attempt(
    _ address: String, _ part: PartialFile, shouldStop: () -> Bool, observe: (DownloadEvent) -> Void
  ) throws -> Attempt {
    let transfer = Transfer(address: address, rules: rules)
    var start = part.size
    if start < file.size {
      var end = try transfer.run(into: part, size: file.size, shouldStop: shouldStop, observe: observe)
      if end == .cannotResume {
        try part.empty()
        start = 0
        observe(.received(present: 0))
        end = try transfer.run(into: part, size: file.size, shouldStop: shouldStop, observe: observe)
      }
      switch end {
      case .finished: break
      case .stopped: return .stopped
      case .cannotResume: return .failed("sends no whole file", isTransient: false)
      case .failed(let reason, let isTransient): return .failed(reason, isTransient: isTransient)
      }
    }
    guard part.size == file.size else {
      return .failed("ended after \(part.size) of \(file.size) bytes", isTransient: true)
    }
    guard try part.sha256() != file.sha256 else { return .whole }
    try part.empty()
    observe(.received(present: 0))
    // The part that was there before may be wrong.
    return .failed("the file's SHA-256 is not the published one, so it was deleted", isTransient: start > 0)
  }

  /// False if it was stopped.
  private func wait(_ pause: Duration, shouldStop: () -> Bool) -> Bool {
    let end = ContinuousClock.now + pause
    while ContinuousClock.now < end {
      if shouldStop() { return false }
      usleep(50_000)
    }
    return !shouldStop()
  }

  private func failure(_ sources: [Source], present: Int) -> DataError {
    let reasons = sources.map { "\($0.shown): \($0.failure)" }.joined(separator: "; ")
    let kept = present > 0 ? " (it resumes after \(present) bytes)" : ""
    return DataError(
      "\(file.name) could not be fetched: \(reasons); check the network and run the command again\(kept), or put the "
        + "file into \(folder.path(percentEncoded: false)) yourself")
  }
}

extension PartialFile {
  /// SHA-256 of the bytes so far.
  func sha256() throws -> String {
    var digest = try SHA256Digest()
    var offset = 0
    while true {
      let bytes = try read(at: offset, count: 1 << 20)
      if bytes.isEmpty { return digest.finish() }
      digest.update(bytes)
      offset += bytes.count
    }
  }
}

import Datasets
import Downloads
import Foundation
import TextOutput

/// Shows a download on standard error: a bar on a terminal, lines elsewhere, and errors.
final class FetchDisplay {
  private let style: ProgressStyle
  private let started = ContinuousClock.now
  private var name = ""
  private var size = 0
  private var present = 0
  /// When the download of the file began, and how much of the file was there already.
  private var beginning = (time: ContinuousClock.now, present: 0)
  private var lastShown = ContinuousClock.now
  private var barIsShown = false

  init(_ style: ProgressStyle) {
    self.style = style.onThisTerminal
  }

  /// Shows what happens.
  func update(_ event: DownloadEvent) {
    switch event {
    case .begins(let file, let size, let present):
      (name, self.size, self.present) = (file, size, present)
      beginning = (.now, present)
      show()
    case .received(let present):
      self.present = present
      beginning.present = min(beginning.present, present)
      if ContinuousClock.now - lastShown >= (style == .bar ? .milliseconds(100) : .seconds(10)) { show() }
    case .whole:
      present = size
      show()
      finish()
    case .failed(let reason):
      note(reason)
    case .waits(let pause):
      note("trying again in \(PlanSummary.duration(pause / .seconds(1)))")
    case .unpacks(let file):
      note("unpacking \(file)")
    }
  }

  /// Ends the bar's line, so that what is printed next starts on its own.
  func finish() {
    if barIsShown { Terminal.show("\n") }
    barIsShown = false
  }

  private func show() {
    lastShown = .now
    switch style {
    case .bar:
      Terminal.showBar(share, line)
      barIsShown = true
    case .plain: Terminal.show(line + "\n")
    case .json: Terminal.show(json + "\n")
    case .auto, .none: break
    }
  }

  private func note(_ text: String) {
    guard style == .bar || style == .plain else { return }
    finish()
    Terminal.tell(text)
  }

  private var share: Double { size > 0 ? Double(present) / Double(size) : 1 }

  private var line: String {
    var parts = ["\(Int(100 * share)) %", amount, name]
    if let secondsLeft, present < size { parts.append("\(PlanSummary.duration(secondsLeft)) left") }
    return parts.joined(separator: " · ")
  }

  private var json: String {
    JSONLine([
      ("file", .text(name)), ("bytes", .integer(present)), ("size", .integer(size)),
      ("seconds", .number((ContinuousClock.now - started) / .seconds(1))),
      ("seconds_left", secondsLeft.map { .number($0) }),
    ]).description
  }

  /// Seconds for the rest of the file at the speed so far.
  private var secondsLeft: Double? {
    let received = present - beginning.present
    guard received > 0 else { return nil }
    return (ContinuousClock.now - beginning.time) / .seconds(1) * Double(size - present) / Double(received)
  }

  /// The amount downloaded; in kilobytes for small files.
  private var amount: String {
    let (unit, bytes) = size < 1_000_000 ? ("kB", 1e3) : ("MB", 1e6)
    return String(format: "%.1f of %.1f ", Double(present) / bytes, Double(size) / bytes) + unit
  }
}

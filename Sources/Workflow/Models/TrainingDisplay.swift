import Foundation
public import NeuralNetwork
import Reporting
import Synchronization

/// Shows a training run on standard error: a line for each epoch and, on a terminal, the estimated time left.
public final class TrainingDisplay: Sendable {
  private let style: ProgressStyle
  private let epochs: Int
  private let hasValidation: Bool
  private let metric: Metric
  private let started = ContinuousClock.now
  private let state = Mutex(State())

  private struct State {
    var epoch = 0
    var isOver = false
  }

  /// Creates a display for at most `epochs` epochs, with columns for a validation set if `hasValidation`, of the loss and
  /// `metric`; shows the header.
  public init(_ style: ProgressStyle, epochs: Int, hasValidation: Bool, metric: Metric = .usual) {
    self.style = style.onThisTerminal
    self.epochs = epochs
    self.hasValidation = hasValidation
    self.metric = metric
    if [.bar, .plain].contains(self.style) { Terminal.show(line(header)) }
  }

  /// Shows a finished epoch.
  public func update(_ epoch: EpochRecord) {
    state.withLock { state in
      state.epoch = epoch.epoch
      switch style {
      case .bar: Terminal.show("\r" + line(cells(epoch)).dropLast() + "\u{1B}[K\n" + status(state))
      case .plain: Terminal.show(line(cells(epoch)))
      case .json: Terminal.show(json(epoch))
      case .auto, .none: break
      }
    }
  }

  /// Updates the time; to be called about twice a second.
  public func tick() {
    guard style == .bar else { return }
    state.withLock { state in
      if !state.isOver { Terminal.show(status(state)) }
    }
  }

  /// Clears the line with the time, and shows nothing more.
  public func finish() {
    state.withLock { state in
      state.isOver = true
      if style == .bar { Terminal.show("\r\u{1B}[K") }
    }
  }

  private var header: [String] {
    let name = metric.words
    return ["epoch", "train loss", name] + (hasValidation ? ["valid. loss", name] : []) + ["seconds"]
  }

  private func cells(_ epoch: EpochRecord) -> [String] {
    let scores = [epoch.train] + (epoch.validation.map { [$0] } ?? [])
    return ["\(epoch.epoch)"]
      + scores.flatMap { [$0.loss.map(Table.Display.loss.text) ?? "", $0[metric].map(text) ?? ""] }
      + [epoch.seconds.map { String(format: "%.1f", $0) } ?? ""]
  }

  private func text(_ value: Double) -> String {
    metric.display.text(value) + (metric.isOfQuantities ? "" : metric.unit.suffix())
  }

  private func line(_ cells: [String]) -> String {
    cells.enumerated().map { index, cell in
      String(repeating: " ", count: max((index == 0 ? 7 : 12) - cell.count, 1)) + cell
    }.joined() + "\n"
  }

  private func status(_ state: State) -> String {
    let elapsed = (ContinuousClock.now - started) / .seconds(1)
    var parts = ["epoch \(state.epoch) of at most \(epochs)", "\(PlanSummary.duration(elapsed)) elapsed"]
    if state.epoch > 0 {
      parts.append("at most \(PlanSummary.duration(elapsed * Double(epochs - state.epoch) / Double(state.epoch))) left")
    }
    return "\r  " + parts.joined(separator: " · ") + "\u{1B}[K"
  }

  private func json(_ epoch: EpochRecord) -> String {
    var fields = ["\"epoch\": \(epoch.epoch)", "\"updates\": \(epoch.updates ?? 0)"]
    for (name, score) in [("train", epoch.train), ("validation", epoch.validation)] {
      guard let score else { continue }
      if let loss = score.loss { fields.append("\"\(name)_loss\": \(loss)") }
      for metric in score.metrics {
        if let value = score[metric] { fields.append("\"\(name)_\(metric.columnName)\": \(value)") }
      }
    }
    return "{" + (fields + ["\"seconds\": \(epoch.seconds ?? 0)"]).joined(separator: ", ") + "}\n"
  }
}

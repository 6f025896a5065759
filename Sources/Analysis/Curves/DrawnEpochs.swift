import Foundation

/// Which epochs of a long history are drawn. An axis has no pixels for more, and drawing them takes long.
public enum DrawnEpochs {
  /// The most epochs of a figure's curve, apart from a few.
  public static let most = 4000
  /// How many of the first epochs are always drawn: most happens in them.
  private static let first = 25

  /// Epochs 1 to `length` or, where these are more than `most`, about as many of them, ascending.
  ///
  /// Those are the first ones and the last, all of `kept`, others evenly spread along linear and along logarithmic axes, and,
  /// between these, where each of `curves` is lowest and highest, so that no spike is lost. `curves` have a value for each
  /// epoch.
  public static func chosen(
    of length: Int, atMost most: Int = most, keeping kept: [Int] = [], curves: () -> [[Double?]]
  ) -> [Int] {
    guard length > most else { return Array(1..<length + 1) }
    let steps = max(most / 4, 2)
    let parts = (0..<steps).map { Double($0) / Double(steps - 1) }
    var chosen = Set((kept + Array(1...first) + [length]).filter { (1...length).contains($0) })
    chosen.formUnion(parts.map { 1 + Int($0 * Double(length - 1)) })
    chosen.formUnion(parts.map { min(Int(pow(Double(length), $0)), length) })
    let curves = curves()
    let spans = (most - chosen.count) / max(2 * curves.count, 1)
    let ends = chosen.sorted().evenlySpaced(max(spans, 1) + 1)
    for (start, end) in zip(ends, ends.dropFirst()) {
      for curve in curves {
        let epochs = (start...end).filter { curve[$0 - 1]?.isFinite == true }
        let values = epochs.map { curve[$0 - 1] ?? 0 }
        guard let lowest = values.min(), let highest = values.max() else { continue }
        chosen.formUnion([lowest, highest].compactMap { values.firstIndex(of: $0) }.map { epochs[$0] })
      }
    }
    return chosen.sorted()
  }
}

/// How the curves of a figure grow, frame by frame.
public struct Animation: Sendable, Equatable {
  /// The last epoch that each frame shows; the first column of tables has their epochs, ascending.
  public var epochs: [Int]
  /// Duration of a frame in hundredths of a second.
  public var delay: Int
  /// How often the last frame is repeated, so that it can be read before the animation starts again.
  public var pause: Int

  /// Creates an animation from its parts.
  public init(epochs: [Int], delay: Int, pause: Int) {
    self.epochs = epochs
    self.delay = delay
    self.pause = pause
  }

  /// Number of frames, including repetitions of the last.
  public var frameCount: Int { epochs.count + pause }
}

extension Animation {
  /// Seconds that the growth takes at most, and that the last frame stays.
  private static let (growth, rest) = (5.0, 1.5)
  private static let maximumSteps = 16

  /// Epochs 1 to the last, or as many of them as make steps of equal length on an axis.
  static func epochs(to last: Int, along axis: Axis) -> Animation {
    let steps = min(last, maximumSteps)
    let start = axis.fraction(of: 1) ?? 0
    let end = axis.fraction(of: Double(last)) ?? 1
    let wanted = (0..<steps).map { start + (end - start) * Double($0) / Double(max(steps - 1, 1)) }
    var epochs: [Int] = []
    for fraction in wanted {
      let epoch = min(max(Int(axis.value(at: fraction).rounded()), (epochs.last ?? 0) + 1), last)
      if epoch != epochs.last { epochs.append(epoch) }
    }
    let delay = min(max(Int(growth * 100) / max(epochs.count, 1), 10), 40)
    return Animation(epochs: epochs, delay: delay, pause: Int(rest * 100) / delay)
  }
}

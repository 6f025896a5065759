import Analysis
import NeuralNetwork
import Plotting
import Study

/// The learning curves of a study, whatever the rule, each with its position.
struct LineIndex {
  private struct Key: Hashable {
    var model: Int
    var varied: [String]
  }

  let lines: [ExplorerData.Line]
  private let positions: [Key: Int]

  init(_ curves: [CurvePoint], _ names: StudyNames) {
    var lines: [ExplorerData.Line] = []
    var positions: [Key: Int] = [:]
    for key in curves.map(\.key) {
      let place = Key(model: key.modelIndex, varied: key.varied)
      guard positions[place] == nil, let model = names.models.firstIndex(where: { $0.index == key.modelIndex }),
        let setting = names.variants.firstIndex(of: key.varied)
      else { continue }
      positions[place] = lines.count
      lines.append(ExplorerData.Line(model: model, setting: setting))
    }
    (self.lines, self.positions) = (lines, positions)
  }

  var count: Int { lines.count }

  func position(_ model: Int, _ varied: [String]) -> Int? { positions[Key(model: model, varied: varied)] }

  /// [line × size].
  func table<Value>(_ curves: [CurvePoint], _ sizes: [Int], _ value: (CurvePoint) -> Value) -> [[Value?]] {
    var table = Array(repeating: [Value?](repeating: nil, count: sizes.count), count: lines.count)
    for point in curves {
      guard let line = position(point.key.modelIndex, point.key.varied), let size = sizes.firstIndex(of: point.size)
      else { continue }
      table[line][size] = value(point)
    }
    return table
  }
}

/// The contrasts of a study, each with its position.
struct ContrastIndex {
  let contrasts: [Contrast]
  private let positions: [Contrast: Int]

  init(_ comparisons: [Comparison]) {
    var contrasts: [Contrast] = []
    var positions: [Contrast: Int] = [:]
    for contrast in comparisons.map(\.contrast) where positions[contrast] == nil {
      positions[contrast] = contrasts.count
      contrasts.append(contrast)
    }
    (self.contrasts, self.positions) = (contrasts, positions)
  }

  var count: Int { contrasts.count }

  /// [contrast × size].
  func table<Value>(_ comparisons: [Comparison], _ sizes: [Int], _ value: (Comparison) -> Value) -> [[Value?]] {
    var table = Array(repeating: [Value?](repeating: nil, count: sizes.count), count: contrasts.count)
    for comparison in comparisons {
      guard let contrast = positions[comparison.contrast], let size = sizes.firstIndex(of: comparison.size) else {
        continue
      }
      table[contrast][size] = value(comparison)
    }
    return table
  }
}

import Foundation
import NeuralNetwork
import Study

/// The values that one varied key takes, as a figure that overlays them needs them.
struct VariedValues {
  enum Scale: Equatable {
    case linear, logarithmic
    /// Names, and numbers that no axis could place, such as 0 beside powers of ten.
    case names
  }

  /// In words, e.g. `learning rate`.
  let name: String
  /// As the study file spells them.
  let texts: [String]
  let labels: [String]
  let scale: Scale
  /// On the axis: the numbers, or 0, 1, 2, … for names.
  let positions: [Double]

  init(_ setting: VariedSetting, texts: [String]) {
    name = Self.words(setting.key)
    self.texts = texts
    labels = texts.map { Self.label($0, of: setting) }
    let numbers = texts.compactMap(Double.init).filter(\.isFinite)
    scale = numbers.count == texts.count ? Self.scale(numbers) : .names
    positions = scale == .names ? texts.indices.map(Double.init) : numbers
  }

  /// A key of the study file in words.
  static func words(_ key: String) -> String {
    TrainingSetting.named(key)?.words ?? DataSetting(key: key)?.words ?? key
  }

  /// A value as figures name it, with − before numbers.
  static func label(_ text: String, of setting: VariedSetting) -> String {
    let label = setting.values.first { $0.text == text }?.label ?? text
    return label.replacing("(-", with: "(−").replacing(",-", with: ",−")
  }

  /// The values of a key, ascending if they are numbers, else as the study file has them.
  static func ordered(_ setting: VariedSetting) -> [String] {
    let numbers = setting.values.compactMap { value in Double(value.text).map { (number: $0, text: value.text) } }
    guard numbers.count == setting.values.count else { return setting.values.map(\.text) }
    return numbers.sorted { $0.number < $1.number }.map(\.text)
  }

  /// The values of a key for rows of a figure: the highest number first, words as the study file has them.
  static func rows(of setting: VariedSetting) -> [String] {
    let texts = ordered(setting)
    return texts.allSatisfy { Double($0) != nil } ? texts.reversed() : texts
  }

  private static func scale(_ numbers: [Double]) -> Scale {
    if Axis.isWide(numbers) { return .logarithmic }
    let sorted = numbers.sorted()
    let span = (sorted.last ?? 0) - (sorted.first ?? 0)
    return zip(sorted, sorted.dropFirst()).allSatisfy { $1 - $0 >= 0.1 * span } ? .linear : .names
  }

  /// The horizontal axis of numbers.
  func axis(length: Double) -> Axis {
    Axis.spanning(positions, label: name, logarithmic: scale == .logarithmic, margin: 0.08)
      .withTicks(positions.map { [$0] }, length: length)
  }
}

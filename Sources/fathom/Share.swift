import ArgumentParser

/// A fraction that is written as one, `0.95`, or as a percentage, `95%`.
struct Share: ExpressibleByArgument {
  var value: Double
  /// As it was given.
  private var text: String

  init?(argument: String) {
    let percentage = argument.hasSuffix("%") ? Double(argument.dropLast()) : nil
    guard let value = percentage.map({ $0 / 100 }) ?? Double(argument), value.isFinite else { return nil }
    self.value = value
    text = argument
  }

  /// Refuses what is no accuracy that a model could be asked for, naming the option.
  func checkAccuracy(_ option: String) throws {
    guard value > 0 && value < 1 else {
      throw ValidationError("\(option): \(text) is no accuracy between 0 and 1, such as 0.95 or 95%")
    }
  }
}

import ArgumentParser

/// A fraction that is written as one, `0.95`, or as a percentage, `95%`.
struct Share: ExpressibleByArgument {
  var value: Double

  init?(argument: String) {
    let percentage = argument.hasSuffix("%") ? Double(argument.dropLast()) : nil
    guard let value = percentage.map({ $0 / 100 }) ?? Double(argument), value.isFinite else { return nil }
    self.value = value
  }
}

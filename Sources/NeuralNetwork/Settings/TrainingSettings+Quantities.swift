extension TrainingSettings {
  /// The default settings of networks that predict a quantity: squared error on one linear output.
  public static var ofQuantities: TrainingSettings {
    var settings = TrainingSettings()
    settings.loss = .meanSquaredError
    settings.output = .linear
    return settings
  }
}

import Study

extension FigureStyle {
  /// Another name of a model; nil for its own.
  func label(ofModel name: String) -> String? { labels?["models.\(name)"] }

  /// The colour that is wanted for a model.
  func colour(ofModel name: String) -> Colour? { colours?["models.\(name)"].map { Colour($0) } }
}

import Analysis
import CurveFitting
import NeuralNetwork
import Study
import SupportVectorMachines
import Testing

@testable import Plotting

/// Names, captions and columns of figures.
@Suite struct FigureWordsTests {
  @Test func ofSeveralVariedSettingsNamesSpeakForThemselves() {
    var synthetic = SyntheticAnalysis()
    synthetic.vary = [(key: "optimiser", values: ["sgd", "adam"])]
    #expect(FigureSource(synthetic.value).words(ofVariant: ["adam"], keys: [0]) == ["optimiser adam"])
    synthetic.vary += [(key: "learning-rate", values: ["0.1", "1"]), (key: "batch", values: ["10", "full"])]
    #expect(
      FigureSource(synthetic.value).words(ofVariant: ["adam", "0.1", "full"], keys: [0, 1, 2])
        == ["adam", "learning rate 0.1", "batch full"])
    #expect(FigureSource(synthetic.value).words(ofVariant: ["adam", "0.1", "full"], keys: [0]) == ["optimiser adam"])
  }

  @Test func oneRuleLeavesRoomForSixSettings() {
    var synthetic = SyntheticAnalysis()
    synthetic.rules = [.none]
    synthetic.vary = [(key: "loss", values: ["a", "b"]), (key: "batch", values: ["1", "10", "full"])]
    let grid = PanelGrid(FigureSource(synthetic.value))
    #expect(grid.places.count == 6 && grid.columns == 3 && grid.omissions.allSatisfy { $0 == nil })
    synthetic.rules = [.lossChange(threshold: 0.1), .none]
    let rows = PanelGrid(FigureSource(synthetic.value))
    // Two losses by three batch sizes do not fit; of them, two losses at the batch size of the best.
    #expect(rows.places.count == 4 && rows.columns == 2 && rows.shared == "batch 1")
    #expect(rows.omissions.compactMap(\.?.words) == ["2 of 6 settings, which differ in loss alone, else as the best"])
  }

  @Test func captionsNameTheSettingsOfNetworksAlone() throws {
    var value = SyntheticAnalysis().value
    value.study.training.decay = 0.95
    #expect(CaptionText(source: FigureSource(value)).settings.contains("0.95 an epoch"))
    value.study.models = [Model(name: "svm", kind: .supportVectorMachine(SupportVectorSettings()))]
    value.curves = value.curves.map { point in
      var point = point
      (point.key.hidden, point.key.parameters) = (nil, nil)
      return point
    }
    #expect(CaptionText(source: FigureSource(value)).settings == "Trained on digits.")
  }

  /// Maps are blue where the first of a contrast is better: the deeper of two networks, or the one that is named first if
  /// nothing tells them apart.
  @Test func theFirstOfTwoModelsIsBlue() throws {
    var value = SyntheticAnalysis().value
    let contrast = try #require(value.comparisons.first).contrast
    #expect(FigureSource(value).series(contrast.first.modelIndex)?.colour == .blue)
    #expect(FigureSource(value).series(contrast.second.modelIndex)?.colour == .vermilion)
    for index in value.curves.indices {
      (value.curves[index].key.hidden, value.curves[index].key.parameters) = (nil, nil)
    }
    #expect(FigureSource(value).series(0)?.colour == .blue)
    #expect(FigureSource(value).series(1)?.colour == .vermilion)
  }

  /// What a caption says of settings, in the order of their declarations, and no value of one that is varied.
  @Test func captionsSayTheSettingsThatAreDeclaredWithWords() {
    var value = SyntheticAnalysis().value
    value.study.training.optimiser = .nesterov(0.5)
    value.study.training.learningRate = 0.0125
    value.study.training.decay = 0.95
    value.study.training.batch = .count(1250)
    value.study.training.l2 = 0.25
    value.study.training.precision = .double
    func settings() -> String {
      CaptionText(source: FigureSource(value)).settings.replacing("\u{A0}", with: " ")
    }
    let rest = "falling by a factor of 0.95 an epoch, batch 1,250, L2 0.25, double precision."
    #expect(
      settings() == "Trained on digits with SGD with Nesterov momentum 0.5, learning rate 0.0125, " + rest)
    value.study.vary = [
      VariedSetting(
        key: "momentum", values: ["0", "0.5"].map { .init(text: $0, assignment: .init(\.optimiser, .sgd)) })
    ]
    #expect(settings() == "Trained on digits with SGD with Nesterov momentum, learning rate 0.0125, " + rest)
    value.study.vary[0].key = "optimiser"
    #expect(settings() == "Trained on digits with learning rate 0.0125, " + rest)
  }

  /// Of a varied setting with one value, such as one that `--set` has chosen, nothing else says the value.
  @Test func captionsSayAValueThatAllHave() {
    var value = SyntheticAnalysis().value
    value.study.vary = [
      VariedSetting(key: "momentum", values: [.init(text: "0.5", assignment: .init(\.optimiser, .sgd))])
    ]
    #expect(CaptionText(source: FigureSource(value)).settings.hasSuffix(", momentum 0.5."))
    value.study.vary[0].values += [.init(text: "0.9", assignment: .init(\.optimiser, .sgd))]
    for (texts, words) in [(["0.5", "0.9"], nil), (["0.9"], ", momentum 0.9.")] {
      for index in value.curves.indices { value.curves[index].key.varied = [texts[index % texts.count]] }
      let settings = CaptionText(source: FigureSource(value)).settings
      #expect(settings.contains("momentum") == (words != nil) && settings.hasSuffix(words ?? ""), "\(settings)")
    }
  }

  @Test func captionsSayHowManyLabelsAreWrong() {
    var value = SyntheticAnalysis().value
    value.study.data.labelNoise = 0.25
    #expect(
      CaptionText(source: FigureSource(value)).settings.hasPrefix(
        "Trained on digits (25\u{A0}% of the labels wrong) with "))
  }

  @Test func captionsCountRunsThatDiverged() throws {
    var value = SyntheticAnalysis().value
    value.epochCurves[0].diverged = 2
    let first = try #require(EpochsFigure.figure(value)).caption
    #expect(first.contains("2 runs diverged and are left out where others did not. "))
    value.epochCurves[1].diverged = 1
    (value.epochCurves[1].epochs, value.epochCurves[1].counts, value.epochCurves[1].summaries) = ([], [], [:])
    let second = try #require(EpochsFigure.figure(value)).caption
    #expect(
      second.contains(
        "3 runs diverged and are left out where others did not; there is no curve where all did in the first epoch.")
    )
  }

  @Test func variedSettingsKeepTheirPlace() throws {
    let varied = try #require(SyntheticAnalysis.gallery.first { $0.name == "varied" }).analysis.value
    let curves = try #require(LearningCurvesFigure.figure(varied))
    #expect(curves.panels.map(\.title).contains("|ΔL| < 0.001, learning rate 0.01"))
    #expect(curves.panels.count == 6)
    let map = try #require(GapMapFigure.figure(varied))
    #expect(map.panels[0].y.ticks.map(\.label) == ["shallow, 0.01", "shallow, 0.1", "deep, 0.01", "deep, 0.1"])
  }

  @Test func columnNamesAreMadeOfPlainLettersAlone() {
    for (name, synthetic) in SyntheticAnalysis.gallery {
      for figure in FigureKind.figures(of: synthetic.value) {
        for column in figure.tables.flatMap(\.columns) {
          #expect(column.name.wholeMatch(of: /[a-z0-9_-]+/) != nil, "\(name) \(figure.name) \(column.name)")
        }
        for table in figure.tables { #expect(Set(table.columns.map(\.name)).count == table.columns.count) }
        for layer in figure.panels.flatMap(\.layers) {
          guard let source = layer.source else { continue }
          let known = Set(figure.tables[source.table].columns.map(\.name))
          #expect(known.isSuperset(of: source.columns), "\(name) \(figure.name)")
        }
      }
    }
  }

  @Test func kindsAreFoundByName() throws {
    #expect(try FigureKind.named("gap-map").name == .gapMap)
    #expect(throws: PlottingError.self) { try FigureKind.named("gapmap") }
    // Each name stands for the figure that bears it.
    #expect(FigureKind.all.map(\.name) == FigureName.allCases)
    for (name, synthetic) in SyntheticAnalysis.gallery {
      let value = synthetic.value
      for kind in FigureKind.all {
        if let figure = kind.build(value) { #expect(figure.name == kind.name.rawValue, "\(name)") }
      }
    }
  }

  @Test func aStudyMayAskForSomeFiguresOnly() {
    var value = SyntheticAnalysis().value
    value.study.figures = [FigureRequest(.gaps), FigureRequest(.verdicts)]
    #expect(FigureKind.figures(of: value).map(\.name) == ["verdicts", "gaps"])
  }
}

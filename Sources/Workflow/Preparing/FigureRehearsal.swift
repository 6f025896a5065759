import Analysis
import Foundation
import NeuralNetwork
import Plotting
import Study

/// The figures for a page that a study asks for and that cannot be drawn, found before anything is trained: a font that is not
/// installed, or a page on which they do not fit.
struct FigureRehearsal {
  /// One line on each, with the way out.
  let problems: [String]

  /// Lays figures out with results that are made up, so that their axes may be a little wider or narrower than those of real
  /// ones: what would fit on a page of `tolerance` times the size is let through.
  init(_ plan: StudyPlan) {
    let requests = (plan.study.figures ?? []).filter(\.style.isForPaper)
    let fonts = Set(requests.compactMap(\.style.font)).sorted().compactMap(Self.missingFont)
    let sized = requests.filter { $0.style.width != nil || $0.style.height != nil }
    let results = sized.isEmpty ? nil : Self.results(plan)
    let analysis = results.map(StudyOutput.init)?.analysis
    problems =
      fonts
      + sized.compactMap { request in
        guard let analysis, let problem = Self.misfit(request, analysis),
          Self.misfit(request.enlarged(by: Self.tolerance), analysis) != nil
        else { return nil }
        return "figures: \(problem)"
      }
  }

  /// Refuses the first of them.
  ///
  /// - Throws: ``WorkflowError``.
  func check() throws(WorkflowError) {
    if let problem = problems.first { throw WorkflowError(problem) }
  }

  private static let tolerance = 1.15
  /// Epochs of a made-up run at most, and runs in all: with more, no figure is laid out.
  private static let (mostEpochs, mostRuns) = (30, 4000)

  private static func missingFont(_ name: String) -> String? {
    do throws(PlottingError) { try FigureRenderer.check(font: name) } catch { return "figures: \(error)" }
    return nil
  }

  private static func misfit(_ request: FigureRequest, _ analysis: StudyAnalysis) -> PlottingError? {
    let problem = (try? request.withoutIdleKeys.figure(of: analysis))?.problem
    guard case .pageTooSmall? = problem else { return nil }
    return problem
  }

  /// Results of two replicates whose runs all learn alike; nil of too many runs.
  private static func results(_ plan: StudyPlan) -> StudyResults? {
    var study = plan.study
    study.replicates = .independent(2)
    let planned = plan.trajectories.filter { $0.replicate <= 2 }
    guard planned.count <= mostRuns else { return nil }
    let trajectories = planned.map { planned in
      let length = min(planned.epochLimit ?? 1, mostEpochs)
      let history = (1...max(length, 1)).map { epoch in
        func score(_ share: Double) -> Score {
          let loss = share * pow(0.9, Double(epoch + planned.replicate))
          var score = Score(loss: loss)
          for metric in study.metrics { score[metric] = metric.direction == .lowerIsBetter ? loss : 1 - loss / 2 }
          return score
        }
        return EpochRecord(
          epoch: epoch, updates: epoch * planned.configuration.size, train: score(0.9),
          validation: plan.facts.validation > 0 ? score(1) : nil, test: score(1.1), seconds: Double(epoch) / 100)
      }
      return TrajectoryResult(
        key: planned.key, configuration: planned.configuration, replicate: planned.replicate, history: history,
        diverged: false,
        trials: TrajectoryResult.replay(
          history, diverged: false, rules: plan.rules, epochs: planned.epochLimit.map { _ in length }),
        chance: .unknown, epochLimit: planned.epochLimit.map { _ in length })
    }
    return StudyResults(study: study, trajectories: trajectories)
  }
}

extension FigureRequest {
  /// The same for a page of `factor` times the size.
  fileprivate func enlarged(by factor: Double) -> FigureRequest {
    var request = self
    request.style.width = style.width.map { PageLength(factor * $0.value, $0.unit) }
    request.style.height = style.height.map { PageLength(factor * $0.value, $0.unit) }
    return request
  }
}

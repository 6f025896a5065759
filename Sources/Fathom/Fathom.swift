// Everything that a program needs to train, compare, draw and save as Fathom does: `import Fathom`.
@_exported public import Analysis
@_exported public import AutomaticDifferentiation
@_exported public import CurveFitting
@_exported public import Datasets
@_exported public import ForeignHistories
@_exported public import Kernels
@_exported public import NeuralNetwork
@_exported public import Plotting
@_exported public import Reporting
@_exported public import SavedModels
@_exported public import SeededRandom
@_exported public import Study
@_exported public import StudyFile
@_exported public import SupportVectorMachines
@_exported public import TrialStorage

using DeepFlow.Language.Sources;
using static DeepFlow.Language.Diagnostics.ProblemCatalogue;

namespace DeepFlow.Language.Diagnostics;

/// <summary>What can be wrong with a model. Codes DF5000 to DF5999.</summary>
public static class ModelProblems
{
    [Problem("DF5001",
        Cause = "A model says what goes in, so that its shapes can be checked.",
        Example = "model m { linear(10) }",
        Mend = "Begin with `input image(1, 28, 28)` or `input tokens(9474)`.")]
    public static Diagnostic InputMissing(Place at, string model) =>
        Report(at, $"The model `{model}` does not say what goes in. Begin it with a line such as `input image(1, 28, 28)`.");

    [Problem("DF5002",
        Cause = "A model has one input, and it stands first.",
        Example = "model m { flatten(); input tokens(9) }",
        Mend = "Move it to the top, or remove it.")]
    public static Diagnostic InputNotFirst(Place at, string model) =>
        Report(at, $"The model `{model}` has one `input`, which stands first. Move this line to the top or remove it.");

    [Problem("DF5003",
        Cause = "There is no layer of that name.",
        Example = "liner(10)",
        Mend = "Correct the name.")]
    public static Diagnostic UnknownLayer(Place at, string name, IReadOnlyCollection<string> known) =>
        Report(at, $"There is no layer `{name}`.{Suggestion.Sentence(name, known)}", Suggestion.Fixes(at.Span, name, known));

    [Problem("DF5004",
        Cause = "A layer cannot take what the layers before it give.",
        Example = "input image(1, 28, 28)\nlinear(10)",
        Mend = "Put a layer between that changes the shape, such as `flatten()`.")]
    public static Diagnostic ShapeMismatch(Place at, string reason) =>
        Report(at, $"This layer does not fit: {reason}");

    [Problem("DF5005",
        Cause = "Only what the step can set can be tuned: hyperparameters of the model, arguments of the optimizer, inputs of the step.",
        Example = "space: { hiden: int(1..5) }",
        Mend = "Correct the name, or make it a hyperparameter of the model.")]
    public static Diagnostic NotTunable(Place at, string name, string model, IReadOnlyCollection<string> known) =>
        Report(
            at,
            $"`{name}` is no hyperparameter of the model `{model}` and nothing else that this step could set.{Suggestion.Sentence(name, known)}",
            Suggestion.Fixes(at.Span, name, known));

    [Problem("DF5006",
        Cause = "The model's input must have the shape of the data set's items.",
        Example = "a model of 32 x 32 on pictures of 28 x 28",
        Mend = "Change the model's `input`, or give the step another model or data set.")]
    public static Diagnostic ItemDoesNotFit(Place at, string model, string input, string dataset, string item) =>
        Report(at, $"The model `{model}` takes {input}, but an item of `{dataset}` is {item}.");

    [Problem("DF5007",
        Cause = "A classifier needs one output for each label.",
        Example = "linear(9) on a data set of ten labels",
        Mend = "End the model with as many outputs as there are labels.")]
    public static Diagnostic LabelsDoNotFit(Place at, string model, string output, string dataset, int labels) =>
        Report(at, $"The model `{model}` gives {output}, but the data set `{dataset}` has {labels} labels. End the model with `linear({labels})`.");
}

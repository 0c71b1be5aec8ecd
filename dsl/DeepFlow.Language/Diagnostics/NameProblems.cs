using DeepFlow.Language.Sources;
using static DeepFlow.Language.Diagnostics.ProblemCatalogue;

namespace DeepFlow.Language.Diagnostics;

/// <summary>What can be wrong with a name. Codes DF2000 to DF2999.</summary>
public static class NameProblems
{
    [Problem("DF2001",
        Cause = "A program reads only files of its own project, so that it means the same on every machine.",
        Example = "use \"../../secret.dlflow\"",
        Mend = "Name the file by a path relative to this one, with forward slashes, that stays in the project.")]
    public static Diagnostic PathOutsideProject(Place at, string path) =>
        Report(at, $"The path `{path}` leads out of the project. Name a file in the project, relative to this one and with forward slashes.");

    [Problem("DF2002",
        Cause = "One `use` of a file is enough.",
        Example = "use \"a.dlflow\"; use \"./a.dlflow\"",
        Mend = "Remove the second line.")]
    public static Diagnostic UsedTwice(Place at, string path) =>
        Report(at, $"The file `{path}` is used twice. Remove this line.");

    [Problem("DF2003",
        Cause = "Files that use each other in a circle have no order in which they could be understood.",
        Example = "// a.dlflow\nuse \"b.dlflow\"\n// b.dlflow\nuse \"a.dlflow\"",
        Mend = "Move what both need into a third file that both use.")]
    public static Diagnostic CyclicUse(Place at, string path, IReadOnlyList<string> way) =>
        Report(at, $"Using `{path}` closes a circle: {string.Join(" -> ", way)}. Move what they share into a file of its own.");

    [Problem("DF2004",
        Cause = "A name stands once in a whole program, over all its files.",
        Example = "model m { } pipeline m { }",
        Mend = "Give one of them another name.")]
    public static Diagnostic DuplicateDeclaration(Place at, string name, string kind, string where) =>
        Report(at, $"`{name}` is already the {kind} declared at {where}. Give one of them another name.");

    [Problem("DF2005",
        Cause = "A step calls activities and pipelines by the same kind of name; the name would be ambiguous.",
        Example = "pipeline train() { }",
        Mend = "Give the pipeline another name.")]
    public static Diagnostic NamedLikeActivity(Place at, string name, string kind) =>
        Report(at, $"`{name}` is the name of an activity. Give the {kind} another, such as `{name}_{(kind == "pipeline" ? kind : "script")}`.");

    [Problem("DF2006",
        Cause = "Names beside each other must differ, or a reference could mean either.",
        Example = "step a = f()\nstep a = g()",
        Mend = "Rename one of them, or remove it.")]
    public static Diagnostic DuplicateName(Place at, string name, string what) =>
        Report(at, $"`{name}` is already {what}. Rename or remove one of them.");

    [Problem("DF2008",
        Cause = "In the signatures of activities a single capital letter stands for any data set.",
        Example = "dataset D { item text }",
        Mend = "Give the data set a longer name.")]
    public static Diagnostic ReservedDatasetName(Place at, string name) =>
        Report(at, $"A single capital letter such as `{name}` stands for any data set. Give this one a longer name.");

    [Problem("DF2010",
        Cause = "A step calls an activity of the catalog or a pipeline that the file sees.",
        Example = "step t = trian(data: d)",
        Mend = "Correct the name, or `use` the file that declares the pipeline.")]
    public static Diagnostic UnknownActivity(Place at, string name, KnownNames known) =>
        Report(at, $"There is no activity or pipeline `{name}`.{Meant(at, name, known)}", Fixes(at, name, known));

    [Problem("DF2011",
        Cause = "The name is no data set that this file sees.",
        Example = "pipeline p(d: dataset<fasion>) { }",
        Mend = "Correct the name, or `use` the file that declares it.")]
    public static Diagnostic UnknownDataset(Place at, string name, KnownNames known) =>
        Report(at, $"There is no data set `{name}`.{Meant(at, name, known)}", Fixes(at, name, known));

    [Problem("DF2012",
        Cause = "The name is no model that this file sees.",
        Example = "step t = train(model: fashion_mpl)",
        Mend = "Correct the name, or `use` the file that declares it.")]
    public static Diagnostic UnknownModel(Place at, string name, KnownNames known) =>
        Report(at, $"There is no model `{name}`.{Meant(at, name, known)}", Fixes(at, name, known));

    [Problem("DF2013",
        Cause = "The name is no pipeline that this file sees.",
        Example = "on finished(news_dta)",
        Mend = "Correct the name, or `use` the file that declares it.")]
    public static Diagnostic UnknownPipeline(Place at, string name, KnownNames known) =>
        Report(at, $"There is no pipeline `{name}`.{Meant(at, name, known)}", Fixes(at, name, known));

    [Problem("DF2014",
        Cause = "The name is no parameter and no step that is known here.",
        Example = "step t = train(epochs: epohcs)",
        Mend = "Correct the name; a text stands in quotes.")]
    public static Diagnostic UnknownName(Place at, string name, string owner, IReadOnlyCollection<string> known) =>
        Report(
            at,
            $"{owner[..1].ToUpperInvariant()}{owner[1..]} knows no `{name}`.{Suggestion.Sentence(name, known)}",
            Suggestion.Fixes(at.Span, name, known));

    [Problem("DF2015",
        Cause = "Where a type is expected it supplies names; a parameter or step of the same name would hide one of them.",
        Example = "pipeline p(onnx: string) { step k = package_model(format: onnx) }",
        Mend = "Rename the parameter or step.")]
    public static Diagnostic Ambiguous(Place at, string name, string type) =>
        Report(at, $"`{name}` may mean the parameter or step of that name, or the value of `{type}`. Rename the parameter or step.");

    [Problem("DF2016",
        Cause = "A step has outputs; it is no value itself.",
        Example = "step b = f(data: split)",
        Mend = "Name the output: `split.first`.")]
    public static Diagnostic StepIsNoValue(Place at, string name, IReadOnlyCollection<string> outputs) =>
        Report(
            at,
            outputs.Count == 0
                ? $"`{name}` is a step without outputs, so it gives no value."
                : $"`{name}` is a step; name the output that is meant, such as `{name}.{outputs.First()}`.",
            [.. outputs.Select(output => new CodeFix($"Change to `{name}.{output}`", at.Span, $"{name}.{output}"))]);

    [Problem("DF2017",
        Cause = "The activity or pipeline that the step calls has no such output.",
        Example = "step s = split_data(data: d)\nstep t = train(train: s.frist)",
        Mend = "Correct the name.")]
    public static Diagnostic UnknownOutput(Place at, string step, string name, string owner, IReadOnlyCollection<string> known) =>
        Report(
            at,
            $"The step `{step}` has no output `{name}`; it calls {owner}.{Suggestion.Sentence(name, known)}",
            Suggestion.Fixes(at.Span, name, known));

    [Problem("DF2018",
        Cause = "The record has no such field.",
        Example = "tuning.best.hiden",
        Mend = "Correct the name.")]
    public static Diagnostic UnknownField(Place at, string name, string owner, IReadOnlyCollection<string> known) =>
        Report(at, $"`{owner}` has no field `{name}`.{Suggestion.Sentence(name, known)}", Suggestion.Fixes(at.Span, name, known));

    [Problem("DF2019",
        Cause = "Only the members of the expected enumeration may stand here.",
        Example = "step c = clean_data(duplicates: dorp)",
        Mend = "Choose one of the members.")]
    public static Diagnostic UnknownMember(Place at, string name, IReadOnlyCollection<string> known) =>
        Report(at, $"`{name}` is none of the values that may stand here.{Suggestion.Sentence(name, known)}", Suggestion.Fixes(at.Span, name, known));

    [Problem("DF2020",
        Cause = "The values expected here are made by named constructors; this is none of them.",
        Example = "optimizer: adma(lr: 0.1)",
        Mend = "Correct the name.")]
    public static Diagnostic UnknownConstructor(Place at, string name, string family, IReadOnlyCollection<string> known) =>
        Report(at, $"There is no {family.Replace('_', ' ')} `{name}`.{Suggestion.Sentence(name, known)}", Suggestion.Fixes(at.Span, name, known));

    [Problem("DF2021",
        Cause = "The language has few functions; this is none of them.",
        Example = "cuont(items)",
        Mend = "Correct the name.")]
    public static Diagnostic UnknownFunction(Place at, string name, IReadOnlyCollection<string> known) =>
        Report(at, $"There is no function `{name}`.{Suggestion.Sentence(name, known)}", Suggestion.Fixes(at.Span, name, known));

    [Problem("DF2022",
        Cause = "The callee takes no argument of that name.",
        Example = "step t = train(epoch: 5)",
        Mend = "Correct or remove the argument.")]
    public static Diagnostic UnknownArgument(Place at, string name, string callee, IReadOnlyCollection<string> known) =>
        Report(
            at,
            (name.Length == 0 ? $"`{callee}` takes fewer arguments." : $"`{callee}` takes no argument `{name}`.") + Suggestion.Sentence(name, known),
            Suggestion.Fixes(at.Span, name, known));

    [Problem("DF2023",
        Cause = "What is handed to a step or a model is named, so that the text can be read without the catalog.",
        Example = "step a = data_analysis(train)",
        Mend = "Write the argument's name before it.")]
    public static Diagnostic UnnamedArgument(Place at, string callee, IReadOnlyCollection<string> names) =>
        Report(at, $"Arguments of `{callee}` are named: write `name: value`." + (names.Count is > 0 and <= 12 ? $" It takes {Suggestion.Names(names)}." : ""));

    [Problem("DF2024",
        Cause = "The callee cannot do without this argument.",
        Example = "step t = train()",
        Mend = "Add the argument.")]
    public static Diagnostic MissingArgument(Place at, string callee, string name, string type) =>
        Report(at, $"`{callee}` needs the argument `{name}: {type}`. Add it.");

    [Problem("DF2025",
        Cause = "An argument is given once.",
        Example = "step t = train(epochs: 5, epochs: 6)",
        Mend = "Remove one of the two.")]
    public static Diagnostic DoubledArgument(Place at, string name, string callee) =>
        Report(at, $"`{name}` is given to `{callee}` twice. Remove one of the two.");

    [Problem("DF2026",
        Cause = "The roles are those of the lifecycle, and `everyone`.",
        Example = "by data_scientits",
        Mend = "Correct the name.")]
    public static Diagnostic UnknownRole(Place at, string name, IReadOnlyCollection<string> known) =>
        Report(at, $"There is no role `{name}`.{Suggestion.Sentence(name, known)}", Suggestion.Fixes(at.Span, name, known));

    [Problem("DF2027",
        Cause = "An edge leads to a step of the pipeline, or of a pipeline that a step of it calls.",
        Example = "on reject -> tunning",
        Mend = "Correct the name.")]
    public static Diagnostic UnknownTarget(Place at, string name, string pipeline, IReadOnlyCollection<string> known) =>
        Report(at, $"The pipeline `{pipeline}` has no step `{name}`.{Suggestion.Sentence(name, known)}", Suggestion.Fixes(at.Span, name, known));

    [Problem("DF2028",
        Cause = "Only a step that calls a pipeline has steps inside.",
        Example = "on reject -> training.best",
        Mend = "Name the step alone.")]
    public static Diagnostic TargetIsNoCall(Place at, string path, string step) =>
        Report(at, $"`{path}` leads nowhere: the step `{step}` calls no pipeline, so there are no steps inside it.");

    [Problem("DF2029",
        Cause = "A step ends by one of the outcomes that its activity declares.",
        Example = "on rejected -> tuning",
        Mend = "Correct the name.")]
    public static Diagnostic UnknownOutcome(Place at, string name, string step, string callee, IReadOnlyCollection<string> known) =>
        Report(
            at,
            $"`{callee}` has no outcome `{name}` by which `{step}` could end.{Suggestion.Sentence(name, known)}",
            Suggestion.Fixes(at.Span, name, known));

    [Problem("DF2030",
        Cause = "A `return` gives the results that the pipeline declares behind `->`.",
        Example = "return modle: t.model",
        Mend = "Correct the name, or declare the result.")]
    public static Diagnostic UnknownResult(Place at, string name, string pipeline, IReadOnlyCollection<string> known) =>
        Report(
            at,
            $"The pipeline `{pipeline}` declares no result `{name}`.{Suggestion.Sentence(name, known)}",
            Suggestion.Fixes(at.Span, name, known));

    [Problem("DF2031",
        Cause = "A step has few settings; this is none of them.",
        Example = "retries 3",
        Mend = "Correct the name.")]
    public static Diagnostic UnknownSetting(Place at, string name, IReadOnlyCollection<string> known) =>
        Report(at, $"There is no setting `{name}`.{Suggestion.Sentence(name, known)}", Suggestion.Fixes(at.Span, name, known));

    [Problem("DF2032",
        Cause = "A step may ask for `gpu`, `cpu`, `memory` and a `pool`.",
        Example = "needs gpus 1",
        Mend = "Correct the name.")]
    public static Diagnostic UnknownResource(Place at, string name, IReadOnlyCollection<string> known) =>
        Report(at, $"There is no resource `{name}`.{Suggestion.Sentence(name, known)}", Suggestion.Fixes(at.Span, name, known));

    [Problem("DF2033",
        Cause = "A pipeline is started by few kinds of cause.",
        Example = "on started_up",
        Mend = "Correct the name.")]
    public static Diagnostic UnknownTrigger(Place at, string name, IReadOnlyCollection<string> known) =>
        Report(at, $"There is no trigger `{name}`.{Suggestion.Sentence(name, known)}", Suggestion.Fixes(at.Span, name, known));

    [Problem("DF2034",
        Cause = "The only pin is `@at(x, y)`.",
        Example = "@on(1, 2)",
        Mend = "Write `@at(x, y)`.")]
    public static Diagnostic UnknownPin(Place at, string name) =>
        Report(at, $"There is no pin `@{name}`. Write `@at(x, y)`.");

    [Problem("DF2035",
        Cause = "The name is no form that this file sees.",
        Example = "step q = approval(form: amuont)",
        Mend = "Correct the name, or `use` the file that declares it.")]
    public static Diagnostic UnknownForm(Place at, string name, KnownNames known) =>
        Report(at, $"There is no form `{name}`.{Meant(at, name, known)}", Fixes(at, name, known));

    [Problem("DF2037",
        Cause = "Between quotes stands the name of a person or a group of the project: a plain text that is known before a run.",
        Example = "by \"\"",
        Mend = "Write the name as people are added under, such as `\"ada\"`, or a role without quotes.")]
    public static Diagnostic NotAPerson(Place at) =>
        Report(at, "Between quotes stands the name of a person or a group of the project, such as `\"ada\"`. Write that name, or a role without quotes.");

    [Problem("DF2036",
        Cause = "A variable is set in the pipeline that declares it.",
        Example = "set rouns = 1",
        Mend = "Correct the name, or declare it: `var name = value`.")]
    public static Diagnostic UnknownVariable(Place at, string name, IReadOnlyCollection<string> known) =>
        Report(at, $"There is no variable `{name}` to set.{Suggestion.Sentence(name, known)}", Suggestion.Fixes(at.Span, name, known));

    private static IReadOnlyList<CodeFix> Fixes(Place at, string name, KnownNames known) =>
        known.DeclaredIn is null ? Suggestion.Fixes(at.Span, name, known.Names) : [];

    private static string Meant(Place at, string name, KnownNames known)
    {
        if (known.DeclaredIn is null)
        {
            return Suggestion.Sentence(name, known.Names);
        }

        var folder = Path.GetDirectoryName(at.Source.Path) is { Length: > 0 } inside ? inside : ".";
        var path = Path.GetRelativePath(folder, known.DeclaredIn).Replace('\\', '/');
        return $" It is declared in `{known.DeclaredIn}`; write `use \"{path}\"` to see it.";
    }
}

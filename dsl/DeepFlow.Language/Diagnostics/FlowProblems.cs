using DeepFlow.Language.Sources;
using static DeepFlow.Language.Diagnostics.ProblemCatalogue;

namespace DeepFlow.Language.Diagnostics;

/// <summary>What can be wrong with the flow of a pipeline. Codes DF4000 to DF4999.</summary>
public static class FlowProblems
{
    [Problem("DF4001",
        Cause = "On some way to this place the step has not run: it was skipped by `when`, stands in a branch, failed, or the run entered behind it.",
        Example = "if c { step a = f() }\nstep b = g(x: a.out)",
        Mend = "Say what to take instead: `a.out ?? other`.")]
    public static Diagnostic MayNotHaveRun(Place at, string text, string step) =>
        Report(at, $"`{text}` may be missing here: on some way to this place the step `{step}` has not run. Say what to take instead: `{text} ?? ...`.");

    [Problem("DF4002",
        Cause = "Steps run in the order written; this one has run on no way to this place.",
        Example = "step b = g(x: a.out)\nstep a = f()",
        Mend = "Use it in a step that comes later.")]
    public static Diagnostic NotRunYet(Place at, string text, string step) =>
        Report(at, $"`{text}` is used before it exists: the step `{step}` has run on no way to this place.");

    [Problem("DF4003",
        Cause = "Nothing leads to this statement.",
        Example = "fail \"no\"\nstep a = f()",
        Mend = "Remove it, or let an outcome lead to it.")]
    public static Diagnostic NeverRuns(Place at, string id) =>
        Report(at, id.Contains('#')
            ? "This can never run: nothing leads to it. Remove it, or let an outcome lead past what ends before it."
            : $"The step `{id}` can never run: nothing leads to it. Remove it, or let an outcome lead to it.");

    [Problem("DF4004",
        Cause = "A loop must end: by `max`, or because a person decides in every turn.",
        Example = "on failed -> packaging",
        Mend = "Write `max n` behind the target.")]
    public static Diagnostic EndlessLoop(Place at, string from, string target) =>
        Report(at, $"The loop from `{from}` back to `{target}` could go on for ever: nothing counts it by a `max`, and it passes no person. Write `-> {target}, max 3`.");

    [Problem("DF4005",
        Cause = "A pipeline that calls itself would never end.",
        Example = "pipeline p() { step a = p() }",
        Mend = "Break the circle; use a feedback edge for loops.")]
    public static Diagnostic CallsItself(Place at, string pipeline, string callee) =>
        Report(at, pipeline == callee
            ? $"The pipeline `{pipeline}` calls itself. For a loop let an outcome lead back: `on reject -> step`."
            : $"The pipeline `{pipeline}` calls itself by way of `{callee}`. Break the circle.");

    [Problem("DF4006",
        Cause = "The pipeline declares results, but may end without a `return`.",
        Example = "pipeline p() -> (m: model) { step a = f() }",
        Mend = "End with `return` on every way.")]
    public static Diagnostic ReturnMissing(Place at, string pipeline, IReadOnlyCollection<string> results) =>
        Report(at, $"The pipeline `{pipeline}` declares results but may end without giving them. End with `return {string.Join(", ", results.Select(result => $"{result}: ..."))}`.");

    [Problem("DF4007",
        Cause = "A `return` gives every result that the pipeline declares.",
        Example = "return version: a.v",
        Mend = "Add the result.")]
    public static Diagnostic ResultMissing(Place at, string name) =>
        Report(at, $"This `return` lacks the result `{name}`. Add `{name}: ...`.");

    [Problem("DF4008",
        Cause = "`stop` ends a run without results, but this pipeline declares some.",
        Example = "pipeline p() -> (m: model) { stop }",
        Mend = "Use `return` or `fail`.")]
    public static Diagnostic StopWithResults(Place at, string pipeline) =>
        Report(at, $"`stop` ends without results, but the pipeline `{pipeline}` declares some. Use `return` or `fail`.");

    [Problem("DF4009",
        Cause = "Triggers, `runs` and `roles` stand at the top of a pipeline, before its first step.",
        Example = "step a = f()\nruns 1",
        Mend = "Move the line to the top of the pipeline.")]
    public static Diagnostic HeadingNotAtTop(Place at, string word) =>
        Report(at, $"`{word}` stands at the top of a pipeline, before its first step. Move it there.");

    [Problem("DF4010",
        Cause = "A choice of targets is for going back. An outcome that goes forward goes to one place.",
        Example = "on reject -> later | earlier",
        Mend = "Write one target, or an outcome for each.")]
    public static Diagnostic ForwardChoice(Place at, string path) =>
        Report(at, $"Only targets further back can be chosen among, but `{path}` comes later. Write an outcome of its own for it.");

    [Problem("DF4011",
        Cause = "A trigger enters a pipeline at one of its own steps.",
        Example = "on event(\"x\") -> model.tuning",
        Mend = "Enter at the step that calls the pipeline.")]
    public static Diagnostic EntryInsideCall(Place at, string path, string step) =>
        Report(at, $"A trigger enters at a step of its own pipeline, not at `{path}`. Enter at `{step}`.");

    [Problem("DF4012",
        Cause = "`due` and `approvals` are for people; `retry`, `cache`, `checkpoint`, `needs` and `prefers` for workers; a call has none of them.",
        Example = "step a = approval() { cache }",
        Mend = "Remove the setting.")]
    public static Diagnostic SettingDoesNotFit(Place at, string word, string step, string kind) =>
        Report(at, $"The setting `{word}` does not fit the step `{step}`, which is {kind}. Remove it.");

    [Problem("DF4013",
        Cause = "`data_changed` watches a parameter that is a source or a data set.",
        Example = "on data_changed(\"x\")",
        Mend = "Name such a parameter of the pipeline.")]
    public static Diagnostic NotWatchable(Place at) =>
        Report(at, "`data_changed` takes a parameter of this pipeline that is a `source` or a `dataset`.");

    [Problem("DF4014",
        Cause = "A schedule has five fields: minute, hour, day of the month, month, day of the week.",
        Example = "on cron(\"0 25 * * *\")",
        Mend = "Correct the field that the sentence names.")]
    public static Diagnostic BadCron(Place at, string schedule, string reason) =>
        Report(at, $"The schedule `{schedule}` does not work: {reason}.");

    [Problem("DF4015",
        Cause = "Time zones are named as in the IANA data base.",
        Example = "zone: \"Europe/Zuerich\"",
        Mend = "Write a name such as `Europe/Zurich` or `UTC`.")]
    public static Diagnostic UnknownZone(Place at, string name) =>
        Report(at, $"There is no time zone `{name}`. Write a name such as `Europe/Zurich` or `UTC`.");

    [Problem("DF4016",
        Cause = "The compiler refuses pipelines that no one could read.",
        Example = "a generated pipeline of ten thousand steps",
        Mend = "Split it into pipelines that call each other.")]
    public static Diagnostic TooManySteps(Place at, string pipeline, int count, int most) =>
        Report(at, $"The pipeline `{pipeline}` has {count} steps, more than the {most} that one may have. Split it into several.");

    [Problem("DF4019",
        Cause = "A `branch` is a part of a `parallel`.",
        Example = "branch train { step a = f() }",
        Mend = "Put it into `parallel { }`, or remove the word and the braces.")]
    public static Diagnostic BranchOutsideParallel(Place at) =>
        Report(at, "A `branch` stands in a `parallel { }`. Put it into one, or write its statements without it.");

    [Problem("DF4020",
        Cause = "The body of a `for` runs once for each element, so it cannot end the whole run.",
        Example = "for n in [1, 2] { return a: 1 }",
        Mend = "Move the `return` or `stop` behind the `for`.")]
    public static Diagnostic EndInsideFor(Place at, string word) =>
        Report(at, $"`{word}` cannot stand in a `for`, whose body runs once for each element. Move it behind the `for`.");

    [Problem("DF4021",
        Cause = "A `parallel` holds branches: `branch name { }`, or steps and blocks that are branches of their own.",
        Example = "parallel { set n = 1 }",
        Mend = "Put the statement into a `branch`.")]
    public static Diagnostic NoBranch(Place at) =>
        Report(at, "A `parallel` holds branches, steps and blocks. Put this into a `branch name { }`.");

    [Problem("DF4022",
        Cause = "With fewer than two branches nothing runs at the same time.",
        Example = "parallel { branch a { } }",
        Mend = "Add a branch, or remove the `parallel`.")]
    public static Diagnostic TooFewBranches(Place at, int count) =>
        Report(at, $"This `parallel` has {(count == 0 ? "no branch" : "one branch")}; it needs at least two. Add one, or remove the `parallel`.");

    [Problem("DF4023",
        Cause = "Two branches run at the same time, so which value of the variable would stay depends on which is slower.",
        Example = "parallel { branch a { set n = 1 }; branch b { set n = 2 } }",
        Mend = "Use a variable for each branch, or set it behind the `parallel`.")]
    public static Diagnostic SetInTwoBranches(Place at, string variable, string first, string second) =>
        Report(at, $"The branches `{first}` and `{second}` both set `{variable}`, and which comes last is not known. Use a variable for each, or set it behind the `parallel`.");

    [Problem("DF4024",
        Cause = "A branch of a `parallel` and the body of a `for` begin with their first statement; an edge may leave them, but not enter.",
        Example = "on reject -> clean_train",
        Mend = "Lead to a step before the block.")]
    public static Diagnostic EdgeIntoBlock(Place at, string path, string block) =>
        Report(at, $"`{path}` stands in {block}, which cannot be entered from outside. Lead to a step before the block.");

    [Problem("DF4025",
        Cause = "Leaving a `for` ends all its turns; going on inside ends none. One edge cannot do both.",
        Example = "for n in [1, 2] { step a = f() { on failed -> a | before } }",
        Mend = "Lead to targets that are all inside, or all outside.")]
    public static Diagnostic TargetsInAndOut(Place at) =>
        Report(at, "Some of these targets lie in this `for` and some outside. Lead either inside or outside.");

    [Problem("DF4026",
        Cause = "The turns of a `for` run at the same time, so they cannot set one variable.",
        Example = "for n in [1, 2] { set best = n }",
        Mend = "Use the list that the outputs become: `max(step.output)`.")]
    public static Diagnostic SetInFor(Place at, string variable) =>
        Report(at, $"The turns of a `for` run at the same time, so they cannot set `{variable}`. Behind the `for` the outputs of its steps are lists; use those.");

    [Problem("DF4027",
        Cause = "When a task is overdue it is also offered to another role; this one has it already.",
        Example = "by data_scientist\ndue 3d, then data_scientist",
        Mend = "Name another role, or remove the `then`.")]
    public static Diagnostic EscalationLeadsNowhere(Place at, string role, string step) =>
        Report(at, $"`{step}` is done by `{role}` already, so this escalation leads nowhere. Name another role, or remove the `then`.");

    [Problem("DF4029",
        Cause = "The first `then` is asked when the task is due; every further one needs a time of its own, counted from the one before.",
        Example = "due 3d, then model_validator, then admin",
        Mend = "Say how long after: `then admin after 2d`.")]
    public static Diagnostic EscalationWithoutTime(Place at, string to) =>
        Report(at, $"When is {to} asked? Every `then` but the first needs a time, counted from the one before: `then {to} after 2d`.");

    [Problem("DF4028",
        Cause = "An activity of your own may say `needs`, `prefers`, `retry`, `timeout`, `cache` and `checkpoint` for all its steps; the rest is each step's to say.",
        Example = "activity f() { script \"f.py\"; by data_engineer }",
        Mend = "Move the setting to the steps that call the activity.")]
    public static Diagnostic SettingOfStepsOnly(Place at, string word, string activity) =>
        Report(at, $"`{word}` is a setting of steps, not of the activity `{activity}`. Move it to the steps that call it.");

    [Problem("DF4017",
        Cause = "`max` counts how often a loop goes round; an edge that leads forward is no loop.",
        Example = "on approve -> later, max 3",
        Mend = "Remove the `max`.")]
    public static Diagnostic MaxOfForwardEdge(Place at) =>
        Report(at, "`max` counts how often a loop goes back, but this outcome leads forward. Remove it.");

    [Problem("DF4018",
        Cause = "`then` says where to go once `max` is used up.",
        Example = "on reject -> tuning, then fail",
        Mend = "Write `max n` before it, or remove it.")]
    public static Diagnostic ThenWithoutMax(Place at) =>
        Report(at, "`then` says where to go once `max` is used up, but there is no `max`. Write `, max 3` before it.");
}

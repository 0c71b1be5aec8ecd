using System.Collections.Immutable;
using System.Text.RegularExpressions;
using DeepFlow.Workflows.Values;

namespace DeepFlow.Learning.Registry;

/// <summary>The versions that a value speaks of: as handles, or in a text (<c>Promote fashion@3?</c>).</summary>
/// <param name="Trainings">The jobs that made its checkpoints.</param>
/// <param name="Tuned">The names of the models that its checkpoints are of.</param>
/// <param name="Commits">Ids of data commits, or how they begin (12 digits).</param>
public sealed partial record SpokenOf(ImmutableHashSet<(string Name, int Version)> Models, ImmutableHashSet<Guid> Trainings, ImmutableHashSet<string> Tuned, ImmutableHashSet<string> Commits)
{
    private static readonly SpokenOf Nothing = new([], [], [], []);

    /// <summary>Whatever has the look of a version; whether there is such a one, the registry knows.</summary>
    public static SpokenOf In(Value value) => Nothing.With(value);

    private SpokenOf With(Value value) => value switch
    {
        TextValue text => WithText(text.Value),
        ListValue list => list.Items.Aggregate(this, (all, item) => all.With(item)),
        RecordValue record => record.Fields.Aggregate(WithHandle(record), (all, field) => all.With(field.Value)),
        _ => this,
    };

    private SpokenOf WithHandle(RecordValue record) =>
        record.Member("job") is TextValue job && record.Member("epoch") is IntValue && Guid.TryParse(job.Value, out var training)
            ? this with { Trainings = Trainings.Add(training), Tuned = Tuned.Add(record.Member("model").ToText()) }
        : record.Member("commit") is TextValue commit && record.Member("dataset") is TextValue ? this with { Commits = Commits.Add(commit.Value) }
        : this;

    private SpokenOf WithText(string text) => VersionInText().Matches(text).Aggregate(this, (all, match) =>
        match.Groups["commit"].Success ? all with { Commits = all.Commits.Add(match.Groups["commit"].Value) }
        : int.TryParse(match.Groups["version"].Value, out var version) ? all with { Models = all.Models.Add((match.Groups["name"].Value, version)) }
        : all);

    [GeneratedRegex(@"(?<name>[\p{L}_][\p{L}\p{N}_-]*)@(?:(?<commit>[0-9a-f]{12,32})|(?<version>[0-9]{1,9}))(?![\p{L}\p{N}_])")]
    private static partial Regex VersionInText();
}

using System.Collections.Immutable;
using DeepFlow.Engine.People;

namespace DeepFlow.Server.Demo;

/// <summary>The people whom the demo plays, one for each role that its pipelines ask for.</summary>
public static class Cast
{
    /// <summary>Who starts the run; four eyes keep this person from approving what follows.</summary>
    public const string Starter = "olga";

    public static ImmutableArray<Person> People { get; } =
    [
        new("olga", "Olga Ops", ["devops_engineer"]),
        new("dana", "Dana Data", ["data_engineer"]),
        new("sam", "Sam Science", ["data_scientist"]),
        new("vera", "Vera Validator", ["model_validator"]),
    ];
}

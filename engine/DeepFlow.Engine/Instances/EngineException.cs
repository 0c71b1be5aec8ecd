using System.Collections.Immutable;

namespace DeepFlow.Engine.Instances;

/// <summary>A request that cannot be carried out, in words for whoever made it.</summary>
/// <param name="code">Short and stable: <c>task_decided</c>.</param>
/// <param name="message">What is wrong, with which thing, and what to do.</param>
public sealed class EngineException(string code, string message, EngineProblem problem = EngineProblem.Invalid) : Exception(message)
{
    public string Code { get; } = code;
    public EngineProblem Problem { get; } = problem;
    /// <summary>What is wrong with single fields of what was filled in.</summary>
    public ImmutableArray<FieldProblem> Fields { get; init; } = [];
}

/// <param name="Field">The field, or a place in it: <c>owners[2]</c>.</param>
/// <param name="Code">missing, wrong_type, out_of_bounds, not_a_choice or unknown_field.</param>
/// <param name="Detail">What is wrong, in a sentence.</param>
/// <param name="Allowed">What would be right: <c>50%..100%</c>, <c>low, medium, high</c>, <c>int</c>; null where there is no saying.</param>
public sealed record FieldProblem(string Field, string Code, string Detail, string? Allowed);

public enum EngineProblem
{
    /// <summary>The request makes no sense as it stands.</summary>
    Invalid,
    /// <summary>It names something that is not there.</summary>
    NotFound,
    /// <summary>Somebody or something else was first.</summary>
    Conflict,
    /// <summary>This person may not.</summary>
    Forbidden,
}

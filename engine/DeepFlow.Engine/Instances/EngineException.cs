namespace DeepFlow.Engine.Instances;

/// <summary>A request that cannot be carried out, in words for whoever made it.</summary>
/// <param name="code">Short and stable: <c>task_decided</c>.</param>
/// <param name="message">What is wrong, with which thing, and what to do.</param>
public sealed class EngineException(string code, string message, EngineProblem problem = EngineProblem.Invalid) : Exception(message)
{
    public string Code { get; } = code;
    public EngineProblem Problem { get; } = problem;
}

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

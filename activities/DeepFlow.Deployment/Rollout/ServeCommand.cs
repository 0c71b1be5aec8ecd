using System.Collections.Immutable;

namespace DeepFlow.Deployment.Rollout;

/// <summary>How an inference server is started: <c>--package FILE --port P</c> is added.</summary>
/// <param name="Program">A path, or a name from the PATH.</param>
/// <param name="Arguments">Before those: <c>serve</c>.</param>
public sealed record ServeCommand(string Program, ImmutableArray<string> Arguments);

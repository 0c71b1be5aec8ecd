namespace DeepFlow.Server.Api;

/// <summary>The project that this server is about.</summary>
internal sealed record ApiProject(string Name);

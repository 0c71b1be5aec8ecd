namespace DeepFlow.Deployment.Rollout;

/// <summary>A running deployment as steps hand it on: a value of the type <c>deployment</c>.</summary>
/// <param name="Endpoint">Where it answers: <c>http://127.0.0.1:40123</c>; it may move when the process is started again.</param>
/// <param name="Model">The model version's id that it serves.</param>
public sealed record DeploymentHandle(string Name, string Endpoint, string Model)
{
    public string Id => Name;
}

using System.Reflection;
using DeepFlow.Data;
using DeepFlow.Deployment;
using DeepFlow.Engine.Postgres;
using DeepFlow.Learning;
using DeepFlow.Workflows.Activities;

namespace DeepFlow.Server.Hosting;

/// <summary>The rooms that make up an installation: where its migrations and its activities come from.</summary>
public static class Rooms
{
    /// <summary>In the order in which their tables build on each other.</summary>
    public static IReadOnlyList<Assembly> WithMigrations { get; } =
        [typeof(Migrations).Assembly, typeof(DataRoom).Assembly, typeof(LearningRoom).Assembly, typeof(DeploymentRoom).Assembly];

    /// <summary>Every activity; its catalog is what is checked in as <c>activities/catalog.json</c>.</summary>
    public static ActivityRegistry Activities { get; } =
        new(typeof(Approval).Assembly, typeof(DataRoom).Assembly, typeof(LearningRoom).Assembly, typeof(DeploymentRoom).Assembly);
}

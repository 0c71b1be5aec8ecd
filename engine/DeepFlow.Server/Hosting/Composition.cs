using DeepFlow.Data;
using DeepFlow.Data.Objects;
using DeepFlow.Deployment;
using DeepFlow.Engine;
using DeepFlow.Engine.Notifications;
using DeepFlow.Learning;
using DeepFlow.Server.Publishing;
using DeepFlow.Workflows.Objects;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace DeepFlow.Server.Hosting;

/// <summary>Puts the rooms together: the one place that sees them all.</summary>
public static class Composition
{
    /// <summary>Everything that commands, workers and the server are made of. Nothing runs by itself.</summary>
    /// <param name="connectionString">A PostgreSQL database that <see cref="Schema"/> has brought up to date.</param>
    public static IServiceCollection AddDeepFlow(this IServiceCollection services, string connectionString, WorkspaceFolders folders) => services
        .AddSingleton(_ => NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connectionString) { ApplicationName = "deepflow", MaxPoolSize = 20, MaxAutoPrepare = 100 }))
        .AddSingleton<ObjectStore>(_ => new FolderObjectStore(folders.Objects))
        .AddSingleton(_ => Rooms.Activities)
        .AddSingleton<Publisher>()
        .AddSingleton(_ => NotificationOptions.FromEnvironment(Environment.GetEnvironmentVariable))
        .AddDataRoom(new DataRoomFolders(folders.Cache, folders.Repositories, folders.Pipelines))
        .AddLearningRoom()
        .AddDeploymentRoom()
        .AddEngine()
        .AddSingleton(folders);
}

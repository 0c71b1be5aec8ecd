using DeepFlow.Data;
using DeepFlow.Data.Objects;
using DeepFlow.Deployment;
using DeepFlow.Engine;
using DeepFlow.Engine.Notifications;
using DeepFlow.Engine.Postgres;
using DeepFlow.Learning;
using DeepFlow.Server.Demo;
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
    /// <param name="pooler">The connection leads through a transaction pooler: nothing may last longer than a transaction, neither LISTEN nor a prepared statement.</param>
    public static IServiceCollection AddDeepFlow(this IServiceCollection services, string connectionString, WorkspaceFolders folders, bool pooler = false) => services
        .AddSingleton(_ => NpgsqlDataSource.Create(ConnectionOf(connectionString, pooler)))
        .AddSingleton(new WakeupOptions(Listen: !pooler))
        .AddSingleton<ObjectStore>(_ => new FolderObjectStore(folders.Objects))
        .AddSingleton(_ => Rooms.Activities)
        .AddSingleton<Publisher>()
        .AddSingleton<DemoStart>()
        .AddSingleton(_ => NotificationOptions.FromEnvironment(Environment.GetEnvironmentVariable))
        .AddDataRoom(new DataRoomFolders(folders.Cache, folders.Repositories, folders.Pipelines))
        .AddLearningRoom()
        .AddDeploymentRoom()
        .AddEngine()
        .AddSingleton<MissingObjects>()
        .AddSingleton(folders);

    /// <summary>Who says <c>No Reset On Close</c> knows what lies between, and says how many statements may be prepared too.</summary>
    private static string ConnectionOf(string given, bool pooler)
    {
        var connection = new NpgsqlConnectionStringBuilder(given) { ApplicationName = "deepflow", MaxPoolSize = 20 };
        if (pooler) (connection.MaxAutoPrepare, connection.NoResetOnClose) = (0, true);
        else if (!connection.NoResetOnClose) connection.MaxAutoPrepare = 100;
        return connection.ConnectionString;
    }
}

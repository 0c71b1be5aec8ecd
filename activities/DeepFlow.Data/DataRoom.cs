using DeepFlow.Data.Code;
using DeepFlow.Data.Sources;
using DeepFlow.Data.Versions;
using Microsoft.Extensions.DependencyInjection;

namespace DeepFlow.Data;

/// <summary>Where a workspace keeps what the data room needs besides the database and the object store.</summary>
/// <param name="Cache">A folder for files fetched from elsewhere; it may be emptied at any time.</param>
/// <param name="Repositories">The folder of the projects' code repositories.</param>
/// <param name="Pipelines">The folder of the <c>.dlflow</c> files that are run.</param>
public sealed record DataRoomFolders(string Cache, string Repositories, string Pipelines);

/// <summary>The services that the data activities are constructed from.</summary>
public static class DataRoom
{
    /// <summary>Adds them all; an <see cref="Npgsql.NpgsqlDataSource"/> and an <see cref="DeepFlow.Workflows.Objects.ObjectStore"/> are the host's to add.</summary>
    public static IServiceCollection AddDataRoom(this IServiceCollection services, DataRoomFolders folders) => services
        .AddSingleton(new FashionMnistFiles(folders.Cache))
        .AddSingleton(new CodeRepositories(folders.Repositories))
        .AddSingleton(new PipelineSources(folders.Pipelines))
        .AddSingleton<SourceReader>()
        .AddSingleton<DataReader>()
        .AddSingleton<DataPublisher>()
        .AddSingleton<CodeProject>();
}

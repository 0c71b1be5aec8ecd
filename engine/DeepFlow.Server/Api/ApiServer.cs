using System.Net.Sockets;
using DeepFlow.Data.Sources;
using DeepFlow.Engine.Definitions;
using DeepFlow.Engine.Instances;
using DeepFlow.Engine.Jobs.Parts;
using DeepFlow.Engine.Journals;
using DeepFlow.Engine.Keeping;
using DeepFlow.Engine.Nodes;
using DeepFlow.Engine.Notifications;
using DeepFlow.Engine.People;
using DeepFlow.Engine.Postgres;
using DeepFlow.Engine.Signals;
using DeepFlow.Engine.Tasks;
using DeepFlow.Engine.Triggers;
using DeepFlow.Engine.Versions;
using DeepFlow.Server.Api.Triggers;
using DeepFlow.Server.Api.Definitions;
using DeepFlow.Server.Api.Demo;
using DeepFlow.Server.Api.Documents;
using DeepFlow.Server.Api.Events;
using DeepFlow.Server.Api.Experiments;
using DeepFlow.Server.Api.Instances;
using DeepFlow.Server.Api.Keeping;
using DeepFlow.Server.Api.Nodes;
using DeepFlow.Server.Api.Notifications;
using DeepFlow.Server.Api.Objects;
using DeepFlow.Server.Api.People;
using DeepFlow.Server.Api.Pictures;
using DeepFlow.Server.Api.Problems;
using DeepFlow.Server.Api.Requests;
using DeepFlow.Server.Api.Signals;
using DeepFlow.Server.Api.Sources;
using DeepFlow.LanguageServer;
using DeepFlow.Server.Api.Tasks;
using DeepFlow.Server.Demo;
using DeepFlow.Server.Hosting;
using DeepFlow.Server.Publishing;
using DeepFlow.Server.Sources;
using DeepFlow.Server.Sources.History;
using DeepFlow.Server.Web;
using DeepFlow.Workflows.Activities;
using DeepFlow.Workflows.Objects;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace DeepFlow.Server.Api;

/// <summary>
/// One project over HTTP: routes under <c>/api/v1</c>, their OpenAPI document at <c>/openapi/v1.json</c>, a page to read it
/// at <c>/reference</c>. Until there is sign-in it listens on this machine only and believes who a request is from.
/// </summary>
public sealed class ApiServer : IAsyncDisposable
{
    /// <summary>
    /// Of a body that is refused, in bytes: so much is read and thrown away, for five seconds at most, since a client that is still
    /// sending when the connection closes does not see the answer.
    /// </summary>
    private const int MostDrained = 64 << 20;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private readonly WebApplication app;

    private ApiServer(WebApplication app) => this.app = app;

    /// <summary>Where it listens: <c>http://127.0.0.1:5480/</c>.</summary>
    public Uri Address => new(app.Urls.First());

    /// <param name="services">Holds the engine (<c>AddEngine</c>), its <c>NpgsqlDataSource</c> and logging. Events are told at once where its <see cref="Wakeups"/> listens, as an engine node sees to; within seconds otherwise.</param>
    /// <exception cref="EngineException">It cannot listen there: <c>not_loopback</c>, <c>bad_port</c>, <c>port_busy</c> or <c>port_denied</c>.</exception>
    public static async Task<ApiServer> StartAsync(IServiceProvider services, string project, ApiOptions options, CancellationToken cancellation)
    {
        var app = Build(services, project, options);
        try
        {
            await app.StartAsync(cancellation);
            return new ApiServer(app);
        }
        catch (Exception e)
        {
            await app.DisposeAsync();
            throw WhyNot(e, options) ?? e;
        }
    }

    /// <summary>Ends the streams of events, lets other requests finish, then stops listening.</summary>
    public async ValueTask DisposeAsync()
    {
        await app.StopAsync(CancellationToken.None);
        await app.DisposeAsync();
    }

    private static WebApplication Build(IServiceProvider services, string project, ApiOptions options)
    {
        var endPoint = options.EndPoint();
        // Empty: the usual builder reads ASPNETCORE_* and appsettings.json of the current folder, which could open other addresses.
        var builder = WebApplication.CreateEmptyBuilder(new() { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MostDrained; // what a route takes is BodyLimit's
            kestrel.Listen(endPoint);
        });
        builder.Logging.AddProvider(new ForwardingLogs(services.GetRequiredService<ILoggerFactory>())).AddFilter("Microsoft", LogLevel.Warning);
        builder.Services
            .AddSingleton<IHostLifetime, NoLifetime>()
            .Configure<HostOptions>(host => host.ShutdownTimeout = Patience)
            .AddRouting()
            .ConfigureHttpJsonOptions(json => ApiJson.Adopt(json.SerializerOptions))
            .AddApiDocument()
            .AddSingleton(options)
            .AddSingleton(new ApiProject(project))
            .AddSingleton(_ => services.GetRequiredService<SettledJournal>())
            .AddSingleton<EventStream>()
            .AddSingleton<Publisher>()
            .AddSingleton<ProblemAnswers>();
        if (options.Demo is not null) builder.Services.AddSingleton(services.GetRequiredService<FashionMnistFiles>()).AddSingleton<DemoStart>().AddSingleton<DemoSetup>();
        if (services.GetService<WorkspaceFolders>() is { } workspace) builder.Services.AddSingleton(workspace).AddSingleton<SourceFolder>().AddSingleton<SourceHistory>().AddSingleton<SourceSaves>().AddSingleton<Drafts>();
        Lend<Bundles>();
        Lend<InstanceCommands>();
        Lend<InstanceQueries>();
        Lend<InstanceMigrations>();
        Lend<Reruns>();
        Lend<InstanceListing>();
        Lend<StepWorkQuery>();
        Lend<StepWaits>();
        Lend<PartQueries>();
        Lend<RunLogs>();
        Lend<Inbox>();
        Lend<Decisions>();
        Lend<TaskAssignments>();
        Lend<TaskComments>();
        Lend<TaskPages>();
        Lend<Subscriptions>();
        Lend<Roster>();
        Lend<SignalPost>();
        Lend<KeptSignals>();
        Lend<Doctor>();
        Lend<Archive>();
        Lend<Activations>();
        Lend<Groups>();
        Lend<Journal>();
        Lend<NodeQueries>();
        Lend<Wakeups>();
        Lend<TimeProvider>();
        Lend<ActivityRegistry>();
        Lend<NpgsqlDataSource>();

        var app = builder.Build();
        app.Use(app.Services.GetRequiredService<ProblemAnswers>().AnswerAsync);
        app.Use(LoopbackGuard.CheckAsync);
        app.UseWebSockets();
        app.UseRouting();
        app.Use(ParameterCheck.CheckAsync);
        Map(app, services.GetService<WorkspaceFolders>(), services.GetService<ObjectStore>());
        if (options.Pages is { } pages) WebPages.Use(app, pages);
        else app.MapGet("/", () => TypedResults.Redirect("/reference")).ExcludeFromDescription();
        return app;

        // Lent, not owned: instances are not disposed with the container that is given them.
        void Lend<T>() where T : class => builder.Services.AddSingleton(services.GetRequiredService<T>());
    }

    private static void Map(WebApplication app, WorkspaceFolders? folders, ObjectStore? objects)
    {
        var api = app.MapGroup("/api/v1").WithMetadata(ParameterCheck.Wanted).ProducesProblems(StatusCodes.Status400BadRequest, StatusCodes.Status500InternalServerError);
        HealthRoute.Map(api);
        DefinitionRoutes.Map(api);
        InstanceRoutes.Map(api);
        InstanceCommandRoutes.Map(api);
        VersionRoutes.Map(api);
        InboxRoutes.Map(api);
        TaskRoutes.Map(api);
        LineageRoutes.Map(api);
        ExperimentRoutes.Map(api);
        AssignmentRoutes.Map(api);
        NotificationRoutes.Map(api);
        PeopleRoutes.Map(api);
        NodeRoutes.Map(api);
        SignalRoutes.Map(api);
        ArchiveRoutes.Map(api);
        DoctorRoutes.Map(api, objects);
        GroupRoutes.Map(api);
        ActivationRoutes.Map(api);
        EventRoutes.Map(api);
        if (folders is not null)
        {
            PublishRoutes.Map(api, folders);
            SourceRoutes.Map(api);
            SourceVersionRoutes.Map(api);
            DrawingRoutes.Map(api);
            CatalogRoutes.Map(api);
            if (app.Services.GetService<DemoSetup>() is not null) DemoRoutes.Map(api);
            LanguageSocket.Map(api, new LanguageServerOptions(folders.Pipelines, Rooms.Activities.Catalog));
        }
        PictureRoutes.Map(api);
        if (objects is not null) ObjectRoutes.Map(api, objects);
        app.MapApiDocument();
    }

    private static EngineException? WhyNot(Exception e, ApiOptions options) => e switch
    {
        IOException { InnerException: AddressInUseException } => new("port_busy",
            $"The port {options.Port} of {options.Address} is taken, perhaps by another DeepFlow. Choose another with --port (0: any that is free), or stop what listens there.", EngineProblem.Conflict),
        SocketException { SocketErrorCode: SocketError.AccessDenied } => new("port_denied",
            $"This account may not listen on port {options.Port}. Choose one from 1024 up with --port (0: any that is free).", EngineProblem.Forbidden),
        SocketException { SocketErrorCode: SocketError.AddressNotAvailable } => new("no_such_address",
            $"This machine has no address {options.Address}. Use 127.0.0.1.", EngineProblem.NotFound),
        _ => null,
    };

    /// <summary>The process belongs to the command that started the server: Ctrl-C is the command's to hear.</summary>
    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellation) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellation) => Task.CompletedTask;
    }

    /// <summary>What the web server has to say goes where the rest of DeepFlow logs.</summary>
    private sealed class ForwardingLogs(ILoggerFactory target) : ILoggerProvider
    {
        public ILogger CreateLogger(string category) => target.CreateLogger(category);

        public void Dispose()
        {
        }
    }
}

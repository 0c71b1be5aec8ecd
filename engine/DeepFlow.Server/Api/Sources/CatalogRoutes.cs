using DeepFlow.Language.Services;
using DeepFlow.Server.Hosting;
using DeepFlow.Workflows.Activities;
using DeepFlow.Workflows.Definitions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace DeepFlow.Server.Api.Sources;

/// <param name="Stages">Activities by the pipeline of the lifecycle that they belong to.</param>
/// <param name="Families">Types whose values are made by named constructors.</param>
/// <param name="Settings">What may be said of a step.</param>
internal sealed record CatalogView(IReadOnlyList<StageView> Stages, IReadOnlyList<FamilyView> Families, IReadOnlyList<SettingKind> Settings);

internal sealed record StageView(Stage Stage, IReadOnlyList<ActivityView> Activities);

/// <param name="Role">Who does it, or answers for it, unless the program says otherwise.</param>
/// <param name="OpenOutcomes">The program declares outcomes of its own.</param>
internal sealed record ActivityView(
    string Name, string Summary, ActivityKind Kind, string Role, IReadOnlyList<InputView> Inputs, IReadOnlyList<OutputView> Outputs, IReadOnlyList<OutcomeSignature> Outcomes, bool OpenOutcomes)
{
    public static ActivityView Of(ActivitySignature activity) => new(
        activity.Name, activity.Summary, activity.Kind, activity.Role, [.. activity.Inputs.Select(InputView.Of)], [.. activity.Outputs.Select(OutputView.Of)], activity.Outcomes, activity.OpenOutcomes);
}

internal sealed record FamilyView(string Name, IReadOnlyList<ConstructorView> Constructors);

internal sealed record ConstructorView(string Name, string? Documentation, IReadOnlyList<InputView> Inputs);

/// <summary>What a palette offers and what panels are drawn from.</summary>
internal static class CatalogRoutes
{
    private static readonly CatalogView Catalog = Of(Rooms.Activities.Catalog);

    public static void Map(IEndpointRouteBuilder api) => api.MapGet("/sources/catalog", Read)
        .WithTags("Sources").WithName("getCatalog").WithSummary("The activities that a step may call, with their inputs taken apart, and the settings of steps.");

    private static CatalogView Read(HttpContext context)
    {
        context.Response.Headers.CacheControl = "private, no-cache"; // it changes with the server, not with the project
        return Catalog;
    }

    private static CatalogView Of(ActivityCatalog catalog) => new(
        [.. catalog.Activities.GroupBy(activity => activity.Stage).OrderBy(stage => stage.Key).Select(stage => new StageView(stage.Key, [.. stage.Select(ActivityView.Of)]))],
        [.. catalog.Families.Select(family => new FamilyView(family.Name, [.. family.Constructors.Select(made => new ConstructorView(made.Tag, made.Summary, [.. made.Inputs.Select(InputView.Of)]))]))],
        SettingKind.All);
}

using System.Collections.Frozen;
using System.Reflection;
using System.Runtime.CompilerServices;
using DeepFlow.Language.Sources;

namespace DeepFlow.Language.Diagnostics;

/// <summary>Every problem that the compiler knows, by its code: what <c>deepflow explain DF1234</c> tells.</summary>
public static class ProblemCatalogue
{
    private static readonly Type[] Stages =
    [
        typeof(SyntaxProblems), typeof(NameProblems), typeof(TypeProblems), typeof(FlowProblems), typeof(ModelProblems), typeof(Advice),
        typeof(PublishProblems),
    ];

    private static readonly FrozenDictionary<string, ProblemAttribute> ByMethod = Stages
        .SelectMany(stage => stage.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly))
        .ToFrozenDictionary(method => method.Name, method => method.GetCustomAttribute<ProblemAttribute>()
            ?? throw new InvalidOperationException($"{method.Name} is not documented by a [Problem]."));

    /// <summary>In the order of their codes.</summary>
    public static IReadOnlyList<ProblemAttribute> All { get; } = [.. ByMethod.Values.OrderBy(problem => problem.Code, StringComparer.Ordinal)];

    public static ProblemAttribute? Find(string code) =>
        All.FirstOrDefault(problem => string.Equals(problem.Code, code, StringComparison.OrdinalIgnoreCase));

    /// <param name="method">The name of the problem's method.</param>
    internal static string CodeOf(string method) => ByMethod[method].Code;

    /// <summary>Called by the problem's own method, whose attribute gives code and severity.</summary>
    internal static Diagnostic Report(Place place, string message, IReadOnlyList<CodeFix>? fixes = null, [CallerMemberName] string method = "")
    {
        var problem = ByMethod[method];
        return new Diagnostic(place, problem.Severity, problem.Code, message, fixes ?? []);
    }
}

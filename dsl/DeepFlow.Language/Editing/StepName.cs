using DeepFlow.Language.Services.Navigation;
using DeepFlow.Language.Syntax;

namespace DeepFlow.Language.Editing;

internal static class StepName
{
    public static void Check(string name)
    {
        if (NewName.Problem(name) is { } problem)
        {
            throw new Refusal(problem);
        }
    }

    /// <summary><c>training</c>, <c>training_2</c>: the first that is free.</summary>
    public static string FreeAfter(Canvas canvas, string wanted) =>
        Enumerable.Range(1, int.MaxValue).Select(number => number == 1 ? wanted : $"{wanted}_{number}").First(name => !IsTaken(canvas, name));

    public static void CheckFree(Canvas canvas, string name)
    {
        Check(name);
        if (IsTaken(canvas, name))
        {
            throw new Refusal($"The pipeline `{canvas.Pipeline.Name.Text}` has a `{name}` already; choose another name.");
        }
    }

    /// <summary>Whether a step may not be called so: parameters, variables and the items of `for` share their names with steps.</summary>
    public static bool IsTaken(Canvas canvas, string name) =>
        canvas.Picture.Find(name) is not null
        || canvas.Pipeline.Parameters.Any(parameter => parameter.Name.Text == name)
        || canvas.Pipeline.WithDescendants().Any(node => node is VarSyntax { Name.Text: var variable } && variable == name || node is ForSyntax { Item.Text: var item } && item == name);
}

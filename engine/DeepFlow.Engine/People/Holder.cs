using DeepFlow.Engine.Instances;

namespace DeepFlow.Engine.People;

/// <summary>To whom a task is offered, as a word: a role (<c>model_validator</c>), or <c>@name</c> of a person or group.</summary>
public static class Holder
{
    /// <summary>The role that everybody holds.</summary>
    public const string Everyone = "everyone";

    /// <summary>Whoever holds one of these may assign other people's tasks.</summary>
    public const string Admin = "admin";

    /// <inheritdoc cref="Admin"/>
    public const string Owner = "owner";

    /// <summary>The word for a person or group.</summary>
    public static string Named(string name) => "@" + name;

    /// <summary>As people read it.</summary>
    public static string Display(string holder) => holder.TrimStart('@');

    /// <summary>Names of people and groups: 1 to 100 characters without spaces, none of those that holders, lists and addresses are written with.</summary>
    /// <exception cref="EngineException"><c>bad_name</c></exception>
    public static void CheckName(string name, string what)
    {
        if (name.Length is 0 or > 100 || name[0] is '@' or '=' || name is "*" || name.Any(c => char.IsControl(c) || char.IsWhiteSpace(c) || c is '/' or '%' or '?' or '#'))
            throw new EngineException("bad_name", $"\"{name}\" cannot be {what}'s name here: use 1 to 100 characters without spaces and without / % ? #, such as \"ada\"; the display name may have spaces.");
    }

    /// <exception cref="EngineException"><c>bad_role</c></exception>
    public static void CheckRoles(IEnumerable<string> roles)
    {
        if (roles.FirstOrDefault(r => !IsRole(r)) is { } odd)
            throw new EngineException("bad_role", $"\"{odd}\" cannot be a role: roles are words such as data_scientist, as pipelines write them.");
    }

    private static bool IsRole(string word) => word.Length is > 0 and <= 100 && word.All(c => char.IsAsciiLetterOrDigit(c) || c == '_');
}

from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "mooring.web"
    label = "web"

    def ready(self) -> None:
        from allauth.account import signals as account
        from django.contrib.auth.signals import user_logged_in

        from mooring.web.sign_in import idle_lock

        user_logged_in.connect(idle_lock.note_beginning, dispatch_uid="note_beginning")
        account.authentication_step_completed.connect(idle_lock.unlock_after_showing_who, dispatch_uid="unlock")
        account.password_changed.connect(idle_lock.end_the_others, dispatch_uid="end_the_others")
        account.password_set.connect(idle_lock.end_the_others, dispatch_uid="end_the_others")
